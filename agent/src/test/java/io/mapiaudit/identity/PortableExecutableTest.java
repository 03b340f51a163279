package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortableExecutableTest {

  @TempDir Path folder;

  @Test
  void machine_tellsTheBitness() throws IOException {
    assertThat(PortableExecutable.bits(file(0x14c, 0x80))).isEqualTo(32);
    assertThat(PortableExecutable.bits(file(0x8664, 0x80))).isEqualTo(64);
    assertThat(PortableExecutable.bits(file(0xaa64, 0x80))).isEqualTo(64);
    assertThat(PortableExecutable.bits(file(0x1c0, 0x80))).as("ARM of 32 bits").isZero();
  }

  @Test
  void otherAndTornFiles_haveNone() throws IOException {
    assertThat(PortableExecutable.bits(file(0x8664, 0x7fff_fff0))).isZero();
    Path text = Files.write(folder.resolve("text"), new byte[200]);
    assertThat(PortableExecutable.bits(text)).isZero();
    assertThat(PortableExecutable.bits(Files.write(folder.resolve("torn"), new byte[] {0x4d})))
        .isZero();
  }

  private Path file(int machine, int offset) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(0x100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(0, (short) 0x5a4d).putInt(0x3c, offset);
    bytes.putInt(0x80, 0x4550).putShort(0x84, (short) machine);
    return Files.write(folder.resolve("library.dll"), bytes.array());
  }
}
