package io.mapiaudit.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The header of a Windows program or library (PE/COFF specification, sections 2 and 3.3). */
public final class PortableExecutable {

  private static final int DOS_HEADER = 64;
  private static final int PE_OFFSET_AT = 0x3c;
  private static final int MACHINE_X86 = 0x14c;
  private static final int MACHINE_X64 = 0x8664;
  private static final int MACHINE_ARM64 = 0xaa64;

  private PortableExecutable() {}

  /**
   * The bitness of a library.
   *
   * @return 32 or 64; 0 when the file is none, or of another machine
   * @throws IOException when it cannot be read
   */
  public static int bits(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer dos = read(channel, 0, DOS_HEADER);
      if (dos == null || dos.getShort(0) != 0x5a4d) {
        return 0;
      }
      ByteBuffer pe = read(channel, dos.getInt(PE_OFFSET_AT) & 0xFFFFFFFFL, 6);
      if (pe == null || pe.getInt(0) != 0x4550) {
        return 0;
      }
      switch (pe.getShort(4) & 0xFFFF) {
        case MACHINE_X86:
          return 32;
        case MACHINE_X64:
        case MACHINE_ARM64:
          return 64;
        default:
          return 0;
      }
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        return null;
      }
    }
    return bytes;
  }
}
