package io.mapiaudit.demo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImpersonationTest {

  @Test
  void body_runsAsTheUserAndTheThreadRevertsAfterIt() throws Exception {
    StringBuilder during = new StringBuilder();

    Impersonation.as(DemoUser.BOB, () -> during.append(WhoAmI.name()));

    assertThat(during).hasToString("bob");
    assertThat(WhoAmI.name()).isEqualTo("the process user");
  }

  @Test
  void threadToken_isTakenAwayAgainEvenWhenTheBodyFails() {
    assertThatThrownBy(
            () ->
                Impersonation.withThreadToken(
                    DemoUser.ALICE,
                    () -> {
                      throw new IllegalStateException("as " + WhoAmI.name());
                    }))
        .hasMessage("as alice");

    assertThat(WhoAmI.name()).isEqualTo("the process user");
  }

  @Test
  void forgottenRevert_leavesTheThreadInTheUsersIdentity() {
    try (UserToken token = UserToken.of(DemoUser.ALICE)) {
      Impersonation.begin(token);
    }

    String left = WhoAmI.name();
    Impersonation.end();

    assertThat(left).isEqualTo("alice");
  }

  @Test
  void impossibleLevel_isAnErrorWithItsNumber() {
    assertThatThrownBy(() -> UserToken.of(DemoUser.ALICE, 7, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("error 87");
  }
}
