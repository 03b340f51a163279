package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPointCatalogueTest {

  private final EntryPointCatalogue catalogue = EntryPointCatalogue.with(Collections.emptyList());

  @ParameterizedTest
  @ValueSource(strings = {"MAPILogonEx", "MAPILogonEx@20", "_MAPILogonEx@20"})
  void function_accepts_the_decorations_of_x86(String name) {
    CallShape logon = catalogue.function(name);

    assertThat(logon.entryPoint().kind()).isEqualTo(Kind.LOGON);
    assertThat(logon.entryPoint().creates()).isEqualTo("IMAPISession");
    assertThat(logon.created()).isEqualTo(4);
    assertThat(logon.text()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"malloc", "native@0x1234", "@", "_", ""})
  void function_that_is_no_entry_point_is_null(String name) {
    assertThat(catalogue.function(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "IMAPISession,5,OpenMsgStore,OPEN,22",
    "IMAPISession,17,Logoff,LOGOFF,22",
    "IMsgStore,14,Advise,ADVISE,27",
    "IMsgStore,2,Release,RELEASE,27",
    "IMsgStore,5,GetProps,CALL,27",
    "IMAPITable,4,Advise,ADVISE,26",
    "IMAPIFolder,14,GetContentsTable,OPEN,30",
    "IAddrBook,16,Advise,ADVISE,32",
    "IProfAdmin,6,DeleteProfile,PROFILE_DELETE,12",
    "IProfSect,8,SetProps,PROFILE_FLAGS,14",
    "IMAPIAdviseSink,3,OnNotify,CALL,4",
    "IMsgServiceAdmin,10,OpenProfileSection,OPEN,15"
  })
  void comMethod_has_the_slots_of_the_MAPI_headers(
      String interfaceName, int slot, String method, Kind kind, int slots) {
    EntryPoint entryPoint = catalogue.comMethod(interfaceName, slot).entryPoint();

    assertThat(entryPoint.displayName()).isEqualTo(interfaceName + "::" + method);
    assertThat(entryPoint.kind()).isEqualTo(kind);
    assertThat(catalogue.slots(interfaceName)).isEqualTo(slots);
  }

  @Test
  void comMethod_leaves_out_AddRef_and_slots_that_do_not_exist() {
    assertThat(catalogue.comMethod("IMsgStore", 1)).isNull();
    assertThat(catalogue.comMethod("IMsgStore", 27)).isNull();
    assertThat(catalogue.comMethod("IMsgStore", -1)).isNull();
    assertThat(catalogue.comMethod("INoSuch", 0)).isNull();
  }

  @Test
  void interfaceOf_reads_an_iid_in_memory_order() {
    byte[] msgStore = {0x06, 0x03, 0x02, 0, 0, 0, 0, 0, (byte) 0xC0, 0, 0, 0, 0, 0, 0, 0x46};
    byte[] unknown = msgStore.clone();
    unknown[15] = 0x45;

    assertThat(catalogue.interfaceOf(msgStore)).isEqualTo("IMsgStore");
    assertThat(catalogue.interfaceOf(unknown)).isNull();
  }

  @Test
  void interfaceOfType_knows_a_folder() {
    assertThat(catalogue.interfaceOfType(3)).isEqualTo("IMAPIFolder");
    assertThat(catalogue.interfaceOfType(99)).isNull();
  }

  @Test
  void bind_gives_a_wrapped_method_the_shape_of_the_function_that_JNA_found() throws Exception {
    Method method = getClass().getDeclaredMethod("anyName");
    int number = catalogue.number(new MethodKey(getClass().getName(), "anyName", "()I"));
    assertThat(catalogue.method(number)).isNull();

    assertThat(catalogue.bind(method, "_MAPILogonEx@20")).isTrue();
    assertThat(catalogue.method(number).entryPoint().displayName()).isEqualTo("MAPILogonEx");
    assertThat(catalogue.method(number).entryPoint().bridge()).isEqualTo(Bridge.JNA_DIRECT);
    assertThat(catalogue.method(number).created()).isEqualTo(4);

    assertThat(catalogue.bind(method, "malloc")).isTrue();
    assertThat(catalogue.method(number)).isNull();
  }

  @Test
  void bind_tells_of_entry_points_whose_calls_are_not_seen() throws Exception {
    Method method = getClass().getDeclaredMethod("otherName");
    Method mapped = Comparable.class.getMethod("compareTo", Object.class);

    assertThat(catalogue.bind(method, "MAPILogonEx")).isFalse();
    assertThat(catalogue.bind(method, "malloc")).isTrue();
    assertThat(catalogue.bind(mapped, "MAPILogonEx")).as("interface mapping").isTrue();
  }

  @SuppressWarnings("UnusedMethod")
  private static native int anyName();

  @SuppressWarnings("UnusedMethod")
  private static native int otherName();

  @Test
  void parse_names_the_line_that_is_wrong() {
    assertThatThrownBy(
            () -> CatalogueFile.parse(new StringReader("# head\nfunction F logon wrong=1\n")))
        .hasMessageContaining("line 2")
        .hasMessageContaining("wrong=1");
    assertThatThrownBy(() -> CatalogueFile.parse(new StringReader("function F login\n")))
        .hasMessageContaining("unknown kind 'login'");
    assertThatThrownBy(() -> CatalogueFile.parse(new StringReader("interface I : INone\n")))
        .hasMessageContaining("unknown interface 'INone'");
  }
}
