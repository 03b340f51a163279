package io.mapiaudit.demo.scenario;

import com.sun.jna.Platform;
import io.mapiaudit.demo.binding.StandInLibrary;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the agent read tokens from the stand-in where there is no Windows. A program that uses the
 * real MAPI needs nothing of the kind.
 */
final class StandInIdentity implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setProperty("mapi.audit.transport", "rpc-http");
    if (!Platform.isWindows()) {
      System.setProperty("mapi.audit.identity.library", StandInLibrary.path());
    }
  }
}
