package io.mapiaudit.capture;

import io.mapiaudit.model.Kind;

/** A call of an automation object's member in progress. */
final class AutomationCall implements Returning {

  /** Reads what a bridge's own result means. */
  interface Results {
    /** The address of the object handed out, 0 for none. */
    long pointer(Object result) throws Throwable;

    /** The HRESULT, where the bridge returns one instead of throwing. */
    default int hresult(Object result) throws Throwable {
      return 0;
    }
  }

  private final Automation automation;
  private final Call call;
  private final long handle;
  private final Results results;

  AutomationCall(Automation automation, Call call, long handle, Results results) {
    this.automation = automation;
    this.call = call;
    this.handle = handle;
    this.results = results;
  }

  @Override
  public void returned(Object result, Throwable thrown) {
    automation.returned(this, result, thrown);
  }

  Call call() {
    return call;
  }

  /** Address of the object handed out, or of the session that a logon has opened; 0 for none. */
  long created() {
    return ((long[]) call.arguments()[1])[0];
  }

  void readCreated(Object result, Throwable thrown) throws Throwable {
    boolean logon = call.shape().entryPoint().kind() == Kind.LOGON;
    long pointer = thrown != null ? 0 : logon ? handle : results.pointer(result);
    ((long[]) call.arguments()[1])[0] = pointer;
  }

  int readHresult(Object result, Throwable thrown) throws Throwable {
    return thrown == null ? results.hresult(result) : Hresults.of(thrown);
  }
}
