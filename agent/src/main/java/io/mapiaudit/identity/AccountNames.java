package io.mapiaudit.identity;

import com.sun.jna.Memory;
import io.mapiaudit.model.NamedIdentity;
import java.nio.charset.StandardCharsets;

/**
 * Looks up the account of a SID. May ask a domain controller and so take seconds: never called on a
 * thread of the application.
 */
public final class AccountNames {

  /** Characters; account and domain names are at most 256. */
  private static final int NAME_LENGTH = 260;

  private AccountNames() {}

  /**
   * The account of a SID.
   *
   * @param sid as the naming shows it
   * @return {@code DOMAIN\name} as the naming shows it, or {@link NamedIdentity#UNKNOWN_ACCOUNT}
   *     when the lookup fails
   */
  public static String lookup(String sid, Naming naming) {
    String real = naming.sidBehind(sid);
    String account = real == null ? NamedIdentity.UNKNOWN_ACCOUNT : lookup(real);
    return account.equals(NamedIdentity.UNKNOWN_ACCOUNT) ? account : naming.account(real, account);
  }

  private static String lookup(String sid) {
    byte[] bytes;
    try {
      bytes = Sid.toBytes(sid);
    } catch (IllegalArgumentException notASid) {
      return NamedIdentity.UNKNOWN_ACCOUNT;
    }
    try (Memory binary = new Memory(bytes.length);
        Memory name = new Memory(2L * NAME_LENGTH);
        Memory domain = new Memory(2L * NAME_LENGTH);
        Memory lengths = new Memory(3L * Integer.BYTES)) {
      binary.write(0, bytes, 0, bytes.length);
      lengths.setInt(0, NAME_LENGTH);
      lengths.setInt(4, NAME_LENGTH);
      int found =
          TokenFunctions.LookupAccountSidW(
              null, binary, name, lengths, domain, lengths.share(4), lengths.share(8));
      if (found == 0) {
        return NamedIdentity.UNKNOWN_ACCOUNT;
      }
      String account = utf16(name, lengths.getInt(0));
      String authority = utf16(domain, lengths.getInt(4));
      return authority.isEmpty() ? account : authority + "\\" + account;
    }
  }

  private static String utf16(Memory memory, int length) {
    // Not getWideString: outside Windows a wide character of JNA's has four bytes.
    byte[] bytes = memory.getByteArray(0, 2 * Math.min(length, NAME_LENGTH));
    return new String(bytes, StandardCharsets.UTF_16LE);
  }
}
