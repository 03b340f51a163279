package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HresultsTest {

  /** As com4j's ComException and JACOB's tell it, each by a method of its own. */
  public static final class BridgeException extends RuntimeException {
    private final int code;

    BridgeException(int code, String text) {
      super(text);
      this.code = code;
    }

    public int getHResult() {
      return code;
    }
  }

  @Test
  void codeOfTheExceptionIsTaken() {
    assertThat(Hresults.of(new BridgeException(0x80040115, "no such thing (80004005)")))
        .isEqualTo(0x80040115);
  }

  @Test
  void textTellsWhereTheCodeOnlySaysThatItDoes() {
    assertThat(
            Hresults.of(
                new BridgeException(
                    0x80020009, "Invoke of: Count [CDO - [MAPI_E_NETWORK_ERROR(80040115)]]")))
        .isEqualTo(0x80040115);
  }

  @Test
  void causeIsLookedAt() {
    Throwable cause = new BridgeException(0x80040111, "logon failed");
    assertThat(Hresults.of(new IllegalStateException("in the peer", cause))).isEqualTo(0x80040111);
  }

  @Test
  void successCodeWithoutTextIsAFailureAllTheSame() {
    assertThat(Hresults.of(new BridgeException(0, "Can't map name to dispid: Foo")))
        .isEqualTo(0x80004005);
    assertThat(Hresults.of(new IllegalStateException())).isEqualTo(0x80004005);
  }

  @Test
  void causeThatIsItsOwnCauseEnds() {
    Throwable outer = new IllegalStateException("outer");
    Throwable inner = new IllegalStateException("inner", outer);
    outer.initCause(inner);

    assertThat(Hresults.of(outer)).isEqualTo(0x80004005);
  }
}
