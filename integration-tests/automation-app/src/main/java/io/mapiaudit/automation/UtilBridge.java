package io.mapiaudit.automation;

import com.sun.jna.platform.win32.COM.COMException;
import com.sun.jna.platform.win32.COM.util.AbstractComEventCallbackListener;
import com.sun.jna.platform.win32.COM.util.ComThread;
import com.sun.jna.platform.win32.COM.util.Factory;
import com.sun.jna.platform.win32.COM.util.IComEventCallbackCookie;
import com.sun.jna.platform.win32.COM.util.IComEventCallbackListener;
import com.sun.jna.platform.win32.COM.util.IConnectionPoint;
import com.sun.jna.platform.win32.COM.util.IUnknown;
import com.sun.jna.platform.win32.COM.util.ObjectFactory;
import com.sun.jna.platform.win32.COM.util.annotation.ComInterface;
import com.sun.jna.platform.win32.COM.util.annotation.ComMethod;
import com.sun.jna.platform.win32.COM.util.annotation.ComObject;
import com.sun.jna.platform.win32.COM.util.annotation.ComProperty;
import com.sun.jna.platform.win32.Ole32;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The factories of jna-platform: one calls on the calling thread, the other on its own, which needs
 * public interfaces.
 */
public final class UtilBridge implements Bridge {

  private static final long TIMEOUT_MILLIS = 60_000;

  private final ObjectFactory factory;
  private final ObjectFactory stageFactory;
  private final Stage stage;

  private UtilBridge(ObjectFactory factory, ObjectFactory stageFactory) {
    this.factory = factory;
    this.stageFactory = stageFactory;
    this.stage = stageFactory.createObject(Stage.class);
  }

  static UtilBridge onCallingThread() {
    Ole32.INSTANCE.CoInitializeEx(null, Ole32.COINIT_MULTITHREADED);
    return new UtilBridge(new ObjectFactory(), new ObjectFactory());
  }

  static UtilBridge onPeerThread() {
    // Its own gives up after five seconds, which a busy machine may need.
    Factory factory = new Factory(new ComThread("COM peer", TIMEOUT_MILLIS, null));
    return new UtilBridge(factory, new Factory(factory.getComThread()));
  }

  @Override
  public void impersonate(String sid) {
    stage.impersonate(sid);
  }

  @Override
  public void revert() {
    stage.revert();
  }

  @Override
  public String whoAmI() {
    return stage.whoAmI();
  }

  @Override
  public void deliver(String profile) {
    stage.deliver(profile);
  }

  @Override
  public Mail session(String progId) {
    MailSession session =
        progId.equals("MAPI.Session")
            ? factory.createObject(CdoSession.class)
            : factory.createObject(RdoSession.class);
    return new Session(factory, null, (IConnectionPoint) session, session);
  }

  @Override
  public Mail outlook() {
    Outlook outlook = factory.createObject(Outlook.class);
    return new Session(factory, outlook, outlook, outlook.getNamespace("MAPI"));
  }

  @Override
  public List<String> others() {
    return Arrays.asList(
        factory.createObject(FileSystem.class).getExtensionName("a.txt"),
        factory.createObject(Shell.class).expandEnvironmentStrings("%OS%"));
  }

  @Override
  public void close() {
    stageFactory.disposeAll();
  }

  /** A session, which Outlook has in an object apart from the one with the events. */
  private static final class Session implements Mail {
    private final ObjectFactory factory;
    private final Outlook outlook;
    private final IConnectionPoint source;
    private final MailSession session;
    private Events events;
    private IComEventCallbackCookie cookie;

    Session(ObjectFactory factory, Outlook outlook, IConnectionPoint source, MailSession session) {
      this.factory = factory;
      this.outlook = outlook;
      this.source = source;
      this.session = session;
    }

    @Override
    public void listen(Consumer<String> handler) {
      events = new Events(handler);
      cookie = source.advise(eventInterface(), events);
    }

    private Class<?> eventInterface() {
      return outlook == null ? SessionEvents.class : ApplicationEvents.class;
    }

    @Override
    public void logon(String profile) {
      session.logon(profile);
    }

    @Override
    public boolean isLoggedOn() {
      return session.isLoggedOn();
    }

    @Override
    public String count() {
      try {
        MailFolder inbox = outlook == null ? session.getInbox() : session.getDefaultFolder(6);
        return String.valueOf(inbox.getItems().getCount());
      } catch (COMException failure) {
        return Failures.describe(failure);
      }
    }

    @Override
    public void logoff() {
      session.logoff();
    }

    @Override
    public void quit() {
      if (outlook != null) {
        outlook.quit();
      }
    }

    @Override
    public void release() {
      // The peer thread would wait for itself.
      if (cookie != null && !(factory instanceof Factory)) {
        source.unadvise(eventInterface(), cookie);
      }
      factory.disposeAll();
    }
  }

  /** A listener to both kinds of events. */
  static final class Events extends AbstractComEventCallbackListener
      implements SessionEvents, ApplicationEvents {
    private final Consumer<String> handler;

    Events(Consumer<String> handler) {
      this.handler = handler;
    }

    @Override
    public void onNewMail(String entryId) {
      handler.accept("OnNewMail 1");
    }

    @Override
    public void newMail() {
      handler.accept("NewMail 0");
    }

    @Override
    public void quit() {
      handler.accept("Quit 0");
    }

    @Override
    public void errorReceivingCallbackEvent(String message, Exception exception) {
      handler.accept("error: " + message);
    }
  }

  @ComObject(progId = "MapiDemo.Stage")
  public interface Stage extends IUnknown {
    @ComMethod(name = "Impersonate")
    void impersonate(String sid);

    @ComMethod(name = "Revert")
    void revert();

    @ComMethod(name = "WhoAmI")
    String whoAmI();

    @ComMethod(name = "Deliver")
    void deliver(String profile);
  }

  @ComInterface
  public interface MailSession extends IUnknown {
    @ComMethod(name = "Logon")
    void logon(String profile);

    @ComMethod(name = "Logoff")
    void logoff();

    @ComProperty(name = "LoggedOn")
    boolean isLoggedOn();

    @ComProperty(name = "Inbox")
    MailFolder getInbox();

    @ComMethod(name = "GetDefaultFolder")
    MailFolder getDefaultFolder(int type);
  }

  @ComObject(progId = "MAPI.Session")
  public interface CdoSession extends MailSession, IConnectionPoint {}

  @ComObject(clsId = "{29AB7A12-B531-450E-8F7A-EA94C2F3C05F}")
  public interface RdoSession extends MailSession, IConnectionPoint {}

  @ComObject(progId = "Outlook.Application")
  public interface Outlook extends IUnknown, IConnectionPoint {
    @ComMethod(name = "GetNamespace")
    MailSession getNamespace(String type);

    @ComMethod(name = "Quit")
    void quit();
  }

  @ComInterface
  public interface MailFolder extends IUnknown {
    @ComProperty(name = "Items")
    MailItems getItems();
  }

  @ComInterface
  public interface MailItems extends IUnknown {
    @ComProperty(name = "Count")
    int getCount();
  }

  @ComObject(progId = "Scripting.FileSystemObject")
  public interface FileSystem extends IUnknown {
    @ComMethod(name = "GetExtensionName")
    String getExtensionName(String path);
  }

  @ComObject(progId = "WScript.Shell")
  public interface Shell extends IUnknown {
    @ComMethod(name = "ExpandEnvironmentStrings")
    String expandEnvironmentStrings(String source);
  }

  @ComInterface(iid = "{5D4C0F10-6F0B-4F0A-9A51-6D6170690011}")
  public interface SessionEvents extends IComEventCallbackListener {
    @ComMethod(dispId = 1)
    void onNewMail(String entryId);
  }

  @ComInterface(iid = "{0006304E-0000-0000-C000-000000000046}")
  public interface ApplicationEvents extends IComEventCallbackListener {
    @ComMethod(dispId = 0xF003)
    void newMail();

    @ComMethod(dispId = 0xF007)
    void quit();
  }
}
