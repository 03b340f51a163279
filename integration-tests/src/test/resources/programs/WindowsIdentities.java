import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.mail.Mailbox;
import java.util.concurrent.CountDownLatch;
import waffle.windows.auth.IWindowsImpersonationContext;
import waffle.windows.auth.impl.WindowsIdentityImpl;

/**
 * Listens to a mailbox as a user whose token it sets by {@code waffle}, the library, or by {@code
 * system}: a call of the system that no list of impersonation functions has.
 */
public final class WindowsIdentities {

  /** Network Service: an account that Wine can look up. */
  private static final String USER = "S-1-5-20";

  private static final MailApi MAPI = Bridge.JNA.open();
  private static final StandIn STAND_IN = StandInLibrary.bind(StandIn.class);

  /** What Windows' own libraries set tokens with. */
  public interface Ntdll extends StdCallLibrary {
    Ntdll INSTANCE = Native.load("ntdll", Ntdll.class);

    int THREAD_IMPERSONATION_TOKEN = 5;

    int NtSetInformationThread(Pointer thread, int kind, PointerByReference value, int size);
  }

  private interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch delivered = new CountDownLatch(1);
    Work work =
        () -> {
          Mailbox mailbox = Mailbox.open(MAPI, "mail");
          mailbox.listen(event -> {});
          listening.countDown();
          delivered.await();
          try {
            mailbox.poll();
          } catch (RuntimeException lost) {
            System.out.println("lost");
          }
          mailbox.close();
        };
    Thread worker =
        new Thread(
            () -> {
              try {
                MAPI.initialize(MailApi.MULTITHREAD_NOTIFICATIONS);
                if (arguments[0].equals("waffle")) {
                  byWaffle(work);
                } else {
                  bySystem(work);
                }
                MAPI.uninitialize();
              } catch (Throwable failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(3);
              }
            });
    worker.start();
    listening.await();
    STAND_IN.MapiDemoDeliver("mail");
    if (STAND_IN.MapiDemoDrain(60_000) == 0) {
      throw new IllegalStateException("notifications are still under way");
    }
    delivered.countDown();
    worker.join();
    System.out.println("done");
  }

  private static Pointer token() {
    return STAND_IN.MapiDemoCreateToken(USER, "NT AUTHORITY\\NETWORK SERVICE", 2, 0);
  }

  private static void byWaffle(Work work) throws Exception {
    WindowsIdentityImpl identity = new WindowsIdentityImpl(new HANDLE(token()));
    IWindowsImpersonationContext context = identity.impersonate();
    try {
      work.run();
    } finally {
      context.revertToSelf();
    }
  }

  private static void bySystem(Work work) throws Exception {
    set(token());
    try {
      work.run();
    } finally {
      set(Pointer.NULL);
    }
  }

  private static void set(Pointer token) {
    int status =
        Ntdll.INSTANCE.NtSetInformationThread(
            Pointer.createConstant(-2L),
            Ntdll.THREAD_IMPERSONATION_TOKEN,
            new PointerByReference(token),
            Native.POINTER_SIZE);
    if (status != 0) {
      throw new IllegalStateException("status " + Integer.toHexString(status));
    }
  }
}
