package io.mapiaudit.automation;

import com.jacob.activeX.ActiveXComponent;
import com.jacob.com.ComFailException;
import com.jacob.com.ComThread;
import com.jacob.com.Dispatch;
import com.jacob.com.DispatchEvents;
import com.jacob.com.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** JACOB, which calls on the calling thread. */
final class JacobBridge implements Bridge {

  private final ActiveXComponent stage;

  JacobBridge() {
    ComThread.InitMTA();
    stage = new ActiveXComponent("MapiDemo.Stage");
  }

  @Override
  public void impersonate(String sid) {
    Dispatch.call(stage, "Impersonate", sid);
  }

  @Override
  public void revert() {
    Dispatch.call(stage, "Revert");
  }

  @Override
  public String whoAmI() {
    return stage.invoke("WhoAmI").getString();
  }

  @Override
  public void deliver(String profile) {
    stage.invoke("Deliver", profile);
  }

  @Override
  public Mail session(String progId) {
    ActiveXComponent session = new ActiveXComponent(progId);
    return new Session(session, session);
  }

  @Override
  public Mail outlook() {
    ActiveXComponent outlook = new ActiveXComponent("Outlook.Application");
    return new Session(outlook, Dispatch.call(outlook, "GetNamespace", "MAPI").toDispatch());
  }

  @Override
  public List<String> others() {
    Dispatch files = new Dispatch("Scripting.FileSystemObject");
    Dispatch dictionary = new Dispatch("Scripting.Dictionary");
    Dispatch.call(dictionary, "Add", "one", "1");
    Dispatch shell = new Dispatch("WScript.Shell");
    return Arrays.asList(
        Dispatch.call(files, "GetExtensionName", "a.txt").getString(),
        String.valueOf(Dispatch.get(dictionary, "Count").changeType(Variant.VariantInt).getInt()),
        Dispatch.call(shell, "ExpandEnvironmentStrings", "%OS%").getString());
  }

  @Override
  public void close() {
    ComThread.Release();
  }

  /** A session, which Outlook has in an object apart from the one with the events. */
  private static final class Session implements Mail {
    private final Dispatch source;
    private final Dispatch session;
    private DispatchEvents events;

    Session(Dispatch source, Dispatch session) {
      this.source = source;
      this.session = session;
    }

    @Override
    public void listen(Consumer<String> handler) {
      events = new DispatchEvents(source, new Events(handler));
    }

    @Override
    public void logon(String profile) {
      Dispatch.call(session, "Logon", profile);
    }

    @Override
    public boolean isLoggedOn() {
      // By its number, as compiled bindings call.
      int id = Dispatch.getIDOfName(session, "LoggedOn");
      return Dispatch.get(session, id).getBoolean();
    }

    @Override
    public String count() {
      try {
        Dispatch inbox =
            source == session
                ? Dispatch.get(session, "Inbox").toDispatch()
                : Dispatch.call(session, "GetDefaultFolder", 6).toDispatch();
        Dispatch items = Dispatch.get(inbox, "Items").toDispatch();
        try {
          return String.valueOf(Dispatch.get(items, "Count").getInt());
        } finally {
          items.safeRelease();
          inbox.safeRelease();
        }
      } catch (ComFailException failure) {
        return Failures.describe(failure);
      }
    }

    @Override
    public void logoff() {
      Dispatch.call(session, "Logoff");
    }

    @Override
    public void quit() {
      if (source != session) {
        Dispatch.call(source, "Quit");
      }
    }

    @Override
    public void release() {
      if (events != null) {
        events.safeRelease();
      }
      session.safeRelease();
      source.safeRelease();
    }
  }

  /** JACOB finds the methods by the names of the events. */
  @SuppressWarnings("MethodName")
  public static final class Events {
    private final Consumer<String> handler;

    Events(Consumer<String> handler) {
      this.handler = handler;
    }

    /** Redemption's event. */
    public void OnNewMail(Variant... arguments) {
      handler.accept("OnNewMail " + arguments.length);
    }

    /** Outlook's event. */
    public void NewMail(Variant... arguments) {
      handler.accept("NewMail " + arguments.length);
    }

    /** Outlook's event. */
    public void Quit(Variant... arguments) {
      handler.accept("Quit " + arguments.length);
    }
  }
}
