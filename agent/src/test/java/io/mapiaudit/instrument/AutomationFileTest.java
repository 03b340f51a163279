package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Kind;
import java.io.StringReader;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomationFileTest {

  private final EntryPointCatalogue catalogue = EntryPointCatalogue.with(Collections.emptyList());

  @ParameterizedTest
  @CsvSource({
    "MAPI.Session, MAPI.Session",
    "mapi.session, MAPI.Session",
    "MAPI.Session.1, MAPI.Session",
    "Outlook.Application.16, Outlook.Application",
    "{0006f03a-0000-0000-C000-000000000046}, Outlook.Application",
    "0006F03A-0000-0000-C000-000000000046, Outlook.Application",
    "new:{29AB7A12-B531-450E-8F7A-EA94C2F3C05F}, Redemption.RDOSession",
    "Scripting.FileSystemObject,",
    "MAPI.Session.Other,",
    "{,",
  })
  void classIsFoundByProgIdAndClsid(String id, String className) {
    assertThat(catalogue.automationClass(id)).isEqualTo(className);
  }

  @ParameterizedTest
  @CsvSource({
    "MAPI.Session, Logon, LOGON, MAPI.Session",
    "MAPI.Session, logOFF, LOGOFF, MAPI.Object",
    "MAPI.Session, Inbox, OPEN, MAPI.Object",
    "Outlook.Application, GetNamespace, OPEN, Outlook.NameSpace",
    "Outlook.NameSpace, Logon, LOGON, Outlook.NameSpace",
    "Redemption.Object, Items, OPEN, Redemption.Object",
  })
  void memberIsKnownByNameInAnyCase(String className, String member, Kind kind, String creates) {
    CallShape shape = catalogue.automationMember(className, member);

    assertThat(shape.entryPoint().kind()).isEqualTo(kind);
    assertThat(shape.entryPoint().creates()).isEqualTo(creates);
    assertThat(catalogue.automationMember(className, member)).isSameAs(shape);
  }

  @Test
  void onlyLogonsWithAProfileNameHaveAText() {
    assertThat(catalogue.automationMember("MAPI.Session", "Logon").text()).isEqualTo(3);
    assertThat(catalogue.automationMember("Redemption.RDOSession", "LogonHostedExchangeMailbox"))
        .extracting(CallShape::text)
        .isEqualTo(CallShape.NONE);
    assertThat(catalogue.automationMember("MAPI.Session", "Inbox").text())
        .isEqualTo(CallShape.NONE);
  }

  @Test
  void membersThatProgramsMakeUpDoNotGrowWithoutBound() {
    for (int i = 0; i < 10_000; i++) {
      catalogue.automationMember("MAPI.Object", "member" + i);
    }

    assertThat(catalogue.automationMember("MAPI.Object", "another"))
        .isSameAs(catalogue.automationMember("MAPI.Object", "yetAnother"));
  }

  @Test
  void releaseIsKnownByItsSlotAndNothingElseIs() {
    assertThat(catalogue.comMethod("MAPI.Session", 2).entryPoint().displayName())
        .isEqualTo("MAPI.Session.Release");
    assertThat(catalogue.comMethod("MAPI.Session", 7)).isNull();
  }

  @Test
  void unknownClassHasNoMembers() {
    assertThat(catalogue.automationMember("IMsgStore", "Logon")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Logon logon, a member before the first class",
    "class A colour=red, unknown word",
    "class A;Logon, no kind",
    "class A;Logon sing, sing",
    "class A;Logon logon text=1, unknown role",
  })
  void mistakeIsToldWithItsLine(String text, String problem) {
    assertThatThrownBy(() -> AutomationFile.parse(new StringReader(text.replace(';', '\n'))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("automation.txt line ")
        .hasMessageContaining(problem);
  }
}
