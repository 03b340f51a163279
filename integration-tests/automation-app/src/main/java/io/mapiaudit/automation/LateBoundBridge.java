package io.mapiaudit.automation;

import com.sun.jna.platform.win32.COM.COMException;
import com.sun.jna.platform.win32.COM.COMLateBindingObject;
import com.sun.jna.platform.win32.COM.IDispatch;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.Variant.VARIANT;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Late binding by hand with jna-platform, which has no events. */
final class LateBoundBridge implements Bridge {

  private final Late stage;

  LateBoundBridge() {
    Ole32.INSTANCE.CoInitializeEx(null, Ole32.COINIT_MULTITHREADED);
    stage = new Late("MapiDemo.Stage");
  }

  @Override
  public void impersonate(String sid) {
    stage.call("Impersonate", new VARIANT(sid));
  }

  @Override
  public void revert() {
    stage.call("Revert");
  }

  @Override
  public String whoAmI() {
    return stage.call("WhoAmI").stringValue();
  }

  @Override
  public void deliver(String profile) {
    stage.call("Deliver", new VARIANT(profile));
  }

  @Override
  public Mail session(String progId) {
    Late session = new Late(progId);
    return new Session(null, session);
  }

  @Override
  public Mail outlook() {
    Late outlook = new Late("Outlook.Application");
    VARIANT session = outlook.call("GetNamespace", new VARIANT("MAPI"));
    return new Session(outlook, new Late((IDispatch) session.getValue()));
  }

  @Override
  public List<String> others() {
    Late files = new Late("Scripting.FileSystemObject");
    Late shell = new Late("WScript.Shell");
    return Arrays.asList(
        files.call("GetExtensionName", new VARIANT("a.txt")).stringValue(),
        shell.call("ExpandEnvironmentStrings", new VARIANT("%OS%")).stringValue());
  }

  @Override
  public void close() {
    stage.release();
  }

  /** An object whose members are called by name. */
  private static final class Late extends COMLateBindingObject {
    Late(String progId) {
      super(progId, false);
    }

    Late(IDispatch dispatch) {
      super(dispatch);
    }

    VARIANT call(String member, VARIANT... arguments) {
      return invoke(member, arguments);
    }

    VARIANT call(String member) {
      return invoke(member);
    }

    Late property(String member) {
      return new Late(getAutomationProperty(member));
    }

    int number(String member) {
      return getIntProperty(member);
    }

    boolean flag(String member) {
      return getBooleanProperty(member);
    }
  }

  /** A session, with Outlook's application where it has one. */
  private static final class Session implements Mail {
    private final Late application;
    private final Late session;

    Session(Late application, Late session) {
      this.application = application;
      this.session = session;
    }

    @Override
    public void listen(Consumer<String> handler) {
      // Nothing to listen with.
    }

    @Override
    public void logon(String profile) {
      session.call("Logon", new VARIANT(profile));
    }

    @Override
    public boolean isLoggedOn() {
      return session.flag("LoggedOn");
    }

    @Override
    public String count() {
      try {
        return String.valueOf(session.property("Inbox").property("Items").number("Count"));
      } catch (COMException failure) {
        return Failures.describe(failure);
      }
    }

    @Override
    public void logoff() {
      session.call("Logoff");
    }

    @Override
    public void quit() {
      if (application != null) {
        application.call("Quit");
      }
    }

    @Override
    public void release() {
      // The session of an object made here is released once, as its only owner.
      session.getIDispatch().Release();
      if (application != null) {
        application.release();
      }
    }
  }
}
