package io.mapiaudit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.identity.Registry.Root;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapiChecksTest {

  @TempDir Path folder;
  private final FakeRegistry registry = new FakeRegistry();

  @Test
  void noStubAndNoClient_areTwoWarningsWithTheirFixes() {
    assertThat(new MapiChecks(registry, folder, 32).checks())
        .extracting(Check::toString)
        .anyMatch(line -> line.startsWith("warn mapi32.dll:") && line.contains("of 32 bits"))
        .anyMatch(line -> line.startsWith("warn client: no MAPI client is installed"))
        .allMatch(line -> line.contains("Fix: install Outlook"));
  }

  @Test
  void registeredClient_isFound_andItsNeighbours_withTheirBitness() throws IOException {
    Path client = library("Office/olmapi32.dll", 0x14c);
    library("Office/emsmdb32.dll", 0x14c);
    registry.with(
        Root.LOCAL_MACHINE,
        "Software\\Clients\\Mail\\Microsoft Outlook",
        "DLLPathEx",
        client.toString());

    assertThat(new MapiChecks(registry, folder, 64).checks())
        .extracting(Check::toString)
        .contains("ok olmapi32.dll: " + client + ", 32-bit")
        .anyMatch(line -> line.startsWith("ok emsmdb32.dll"))
        .anyMatch(
            line ->
                line.startsWith("warn olmapi32.dll: is of 32 bits, and this Java of 64")
                    && line.endsWith("Fix: run the program with a Java of 32 bits"));
  }

  @Test
  void defectiveVersion_isWarnedOf_withItsSource() {
    assertThat(MapiFile.describe("C:\\ExchangeMapi\\EXMAPI32.DLL", 32, Optional.of("6.5.8153.0")))
        .extracting(Check::toString)
        .startsWith("ok exmapi32.dll: C:\\ExchangeMapi\\EXMAPI32.DLL, 32-bit, version 6.5.8153.0")
        .anyMatch(
            line -> line.contains("(source 001)") && line.contains("install MAPICDO 6.5.8244"));
  }

  private Path library(String name, int machine) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(0x90).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x80);
    bytes.putInt(0x80, 0x4550).putShort(0x84, (short) machine);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.array());
  }
}
