package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Identity.Level;
import io.mapiaudit.model.Identity.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryBuffersTest {

  private static final int TOKEN_ID_AT = 0;
  private static final int LOGON_ID_AT = 8;
  private static final int MODIFIED_ID_AT = 48;

  private final QueryBuffers.Pool pool = new QueryBuffers.Pool();
  private final QueryBuffers buffers = pool.take();

  @AfterEach
  void giveBack() {
    pool.giveBack(buffers);
    pool.close();
  }

  @Test
  void a_token_that_is_the_same_in_all_its_numbers_is_known_again() {
    Identity user = see();

    assertThat(buffers.seenLast()).isSameAs(user);
  }

  @ParameterizedTest
  @ValueSource(ints = {TOKEN_ID_AT, LOGON_ID_AT, MODIFIED_ID_AT})
  void a_token_that_differs_in_one_of_them_is_another(int number) {
    see();

    buffers.information.setLong(number, 99);

    assertThat(buffers.seenLast()).isNull();
  }

  private Identity see() {
    buffers.information.setLong(TOKEN_ID_AT, 1);
    buffers.information.setLong(LOGON_ID_AT, 2);
    buffers.information.setLong(MODIFIED_ID_AT, 3);
    Identity user = new Identity("S-1-5-21-1", Source.THREAD, Level.IMPERSONATION, 1, 2, 0);
    buffers.saw(buffers.key(Source.THREAD), user);
    return user;
  }
}
