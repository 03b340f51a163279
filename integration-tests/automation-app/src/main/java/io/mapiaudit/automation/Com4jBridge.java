package io.mapiaudit.automation;

import com4j.COM4J;
import com4j.Com4jObject;
import com4j.ComException;
import com4j.DISPID;
import com4j.EventCookie;
import com4j.ExecutionException;
import com4j.IID;
import com4j.MarshalAs;
import com4j.NativeType;
import com4j.PropGet;
import com4j.ReturnValue;
import com4j.VTID;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Com4j, which calls on a thread of its own for each calling thread. */
final class Com4jBridge implements Bridge {

  private static final String IDISPATCH = "{00020400-0000-0000-C000-000000000046}";

  private final Stage stage = COM4J.createInstance(Stage.class, "MapiDemo.Stage");

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
    if (progId.equals("MAPI.Session")) {
      return new CdoMail(COM4J.createInstance(CdoSession.class, progId));
    }
    MailSession session = COM4J.createInstance(MailSession.class, progId);
    return new DualMail(session, session, SessionEvents.class);
  }

  @Override
  public Mail outlook() {
    Application outlook =
        COM4J.createInstance(Application.class, "{0006F03A-0000-0000-C000-000000000046}");
    MailSession session = outlook.getNamespace("MAPI").queryInterface(MailSession.class);
    return new DualMail(outlook, session, ApplicationEvents.class);
  }

  @Override
  public List<String> others() {
    FileSystem files = COM4J.createInstance(FileSystem.class, "Scripting.FileSystemObject");
    Shell shell = COM4J.createInstance(Shell.class, "WScript.Shell");
    return Arrays.asList(files.getExtensionName("a.txt"), shell.expandEnvironmentStrings("%OS%"));
  }

  @Override
  public void close() {
    stage.dispose();
  }

  /** What all sessions have in common. */
  private abstract static class AbstractMail implements Mail {
    private final Com4jObject source;
    private final Class<? extends Events> eventInterface;
    private final List<EventCookie> cookies = new ArrayList<>();

    AbstractMail(Com4jObject source, Class<? extends Events> eventInterface) {
      this.source = source;
      this.eventInterface = eventInterface;
    }

    @Override
    public void listen(Consumer<String> handler) {
      cookies.add(
          eventInterface == SessionEvents.class
              ? source.advise(SessionEvents.class, new SessionEvents(handler))
              : source.advise(ApplicationEvents.class, new ApplicationEvents(handler)));
    }

    abstract MailFolder inbox();

    @Override
    public String count() {
      try {
        return String.valueOf(inbox().items().queryInterface(MailItems.class).count());
      } catch (ComException | ExecutionException failure) {
        return Failures.describe(failure);
      }
    }

    @Override
    public void quit() {
      if (source instanceof Application) {
        ((Application) source).quit();
      }
    }

    @Override
    public void release() {
      cookies.forEach(EventCookie::close);
      source.dispose();
    }
  }

  /** Through the vtable, as Redemption and Outlook allow. */
  private static final class DualMail extends AbstractMail {
    private final MailSession session;
    private final boolean application;

    DualMail(Com4jObject source, MailSession session, Class<? extends Events> events) {
      super(source, events);
      this.session = session;
      this.application = source instanceof Application;
    }

    @Override
    public void logon(String profile) {
      session.logon(profile, null, false, true);
    }

    @Override
    public boolean isLoggedOn() {
      return session.loggedOn();
    }

    @Override
    MailFolder inbox() {
      return session.getDefaultFolder(6).queryInterface(MailFolder.class);
    }

    @Override
    public void logoff() {
      session.logoff();
    }

    @Override
    public void release() {
      super.release();
      if (application) {
        session.dispose();
      }
    }
  }

  /** Through IDispatch, which is all that CDO has. */
  private static final class CdoMail extends AbstractMail {
    private final CdoSession session;

    CdoMail(CdoSession session) {
      super(session, SessionEvents.class);
      this.session = session;
    }

    @Override
    public void logon(String profile) {
      session.logon(profile);
    }

    @Override
    public boolean isLoggedOn() {
      return session.loggedOn();
    }

    @Override
    MailFolder inbox() {
      return session.inbox().queryInterface(MailFolder.class);
    }

    @Override
    public void logoff() {
      session.logoff();
    }
  }

  @IID("{5D4C0F10-6F0B-4F0A-9A51-6D6170690005}")
  interface Stage extends Com4jObject {
    @VTID(7)
    void impersonate(String sid);

    @VTID(8)
    void revert();

    @VTID(9)
    String whoAmI();

    @VTID(10)
    void deliver(String profile);
  }

  @IID("{5D4C0F10-6F0B-4F0A-9A51-6D6170690003}")
  interface MailSession extends Com4jObject {
    @VTID(7)
    void logon(
        @MarshalAs(NativeType.VARIANT) Object profile,
        @MarshalAs(NativeType.VARIANT) Object password,
        @MarshalAs(NativeType.VARIANT) Object showDialog,
        @MarshalAs(NativeType.VARIANT) Object newSession);

    @VTID(8)
    void logoff();

    @VTID(9)
    boolean loggedOn();

    @VTID(11)
    @ReturnValue(type = NativeType.Dispatch)
    Com4jObject getDefaultFolder(int type);
  }

  @IID(IDISPATCH)
  interface CdoSession extends Com4jObject {
    @DISPID(1)
    void logon(String profile);

    @DISPID(2)
    void logoff();

    @DISPID(3)
    @PropGet
    boolean loggedOn();

    @DISPID(4)
    @PropGet
    Com4jObject inbox();
  }

  @IID("{5D4C0F10-6F0B-4F0A-9A51-6D6170690002}")
  interface MailFolder extends Com4jObject {
    @VTID(9)
    @ReturnValue(type = NativeType.Dispatch)
    Com4jObject items();
  }

  @IID("{5D4C0F10-6F0B-4F0A-9A51-6D6170690001}")
  interface MailItems extends Com4jObject {
    @VTID(7)
    int count();
  }

  @IID("{5D4C0F10-6F0B-4F0A-9A51-6D6170690004}")
  interface Application extends Com4jObject {
    @VTID(7)
    @ReturnValue(type = NativeType.Dispatch)
    Com4jObject getNamespace(String type);

    @VTID(8)
    void quit();
  }

  @IID(IDISPATCH)
  interface FileSystem extends Com4jObject {
    @DISPID(10008)
    String getExtensionName(String path);
  }

  @IID(IDISPATCH)
  interface Shell extends Com4jObject {
    @DISPID(1006)
    String expandEnvironmentStrings(String source);
  }

  /** What tells a scenario of events. */
  interface Events {}

  /** Events of CDO's stand-in and Redemption's. */
  @IID("{5D4C0F10-6F0B-4F0A-9A51-6D6170690011}")
  public static class SessionEvents implements Events {
    private final Consumer<String> handler;

    SessionEvents(Consumer<String> handler) {
      this.handler = handler;
    }

    @DISPID(1)
    public void onNewMail(String entryId) {
      handler.accept("OnNewMail 1");
    }
  }

  /** Events of Outlook. */
  @IID("{0006304E-0000-0000-C000-000000000046}")
  public static class ApplicationEvents implements Events {
    private final Consumer<String> handler;

    ApplicationEvents(Consumer<String> handler) {
      this.handler = handler;
    }

    @DISPID(0xF003)
    public void newMail() {
      handler.accept("NewMail 0");
    }

    @DISPID(0xF007)
    public void quit() {
      handler.accept("Quit 0");
    }
  }
}
