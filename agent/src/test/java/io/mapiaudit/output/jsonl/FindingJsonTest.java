package io.mapiaudit.output.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.output.SampleFindings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class FindingJsonTest {

  private static final String SERVICE =
      "{'sid':'S-1-5-18','account':'NT AUTHORITY\\\\SYSTEM','source':'process','level':'none',"
          + "'tokenId':'0x1f2','logonId':'0x3e7','windowsSession':0}";

  private static final String ALICE =
      "{'sid':'S-1-5-21-1-2-3-1001','account':'ACME\\\\alice','source':'thread',"
          + "'level':'impersonation','tokenId':'0xabc','logonId':'0x9f01','windowsSession':2}";

  @Test
  void complete_finding_has_all_fields_in_the_order_of_the_contract() throws IOException {
    assertThat(line(SampleFindings.complete().message("m").build()))
        .isEqualTo(
            json(
                "{'schema':1,'rule':'async-notification-in-process-identity',"
                    + "'severity':'critical','fingerprint':'c0ffee','count':10,"
                    + "'firstSeen':'2024-05-17T09:30:00.000125Z',"
                    + "'lastSeen':'2024-05-17T09:30:01.500125Z','message':'m',"
                    + "'remedy':'Do not use thread impersonation with MAPI.','help':"
                    + "'Source 000; mapi-audit explain async-notification-in-process-identity',"
                    + "'process':{'pid':4711,'host':'mail-1','identity':"
                    + SERVICE
                    + "},'session':{'id':'3','bridge':'jna','identity':"
                    + ALICE
                    + ",'logonThread':'main','live':true},'thread':{'name':'Thread-7','javaId':31,"
                    + "'osId':4242,'virtual':false,'attached':true,'creator':'main'},"
                    + "'operation':{'kind':'notification','name':'IMAPIAdviseSink::OnNotify',"
                    + "'bridge':'jna','result':'0x00000000'},'transport':'rpc-http','expected':"
                    + ALICE
                    + ",'actual':"
                    + SERVICE
                    + ",'stack':['com.acme.Sink.onNotify(Sink.java:12)','a.B.c(B.java:3)'],"
                    + "'logonStack':['com.acme.Mail.logon(Mail.java:40)'],"
                    + "'originStack':['com.acme.Login.as(Login.java:8)'],'suppressed':null}"));
  }

  @Test
  void absent_parts_are_null_and_absent_stacks_empty() throws IOException {
    assertThat(line(SampleFindings.bare().build()))
        .isEqualTo(
            json(
                "{'schema':1,'rule':'async-notification-in-process-identity',"
                    + "'severity':'critical','fingerprint':'','count':1,"
                    + "'firstSeen':'1970-01-01T00:00:00.000000Z',"
                    + "'lastSeen':'1970-01-01T00:00:00.000000Z','message':'','remedy':'',"
                    + "'help':'','process':null,'session':null,'thread':null,'operation':null,"
                    + "'transport':null,'expected':null,'actual':null,'stack':[],'logonStack':[],"
                    + "'originStack':[],'suppressed':null}"));
  }

  @Test
  void related_threads_come_before_the_suppression() throws IOException {
    Finding.Related related =
        new Finding.Related(
            new ThreadInfo(9, "pool-1", 40, 0, true, false),
            null,
            "holds the lock",
            Stack.of(Collections.singletonList("a.B.c(B.java:3)")));

    Finding finding =
        SampleFindings.bare()
            .related(Collections.singletonList(related))
            .suppressed("known")
            .build();

    assertThat(line(finding))
        .endsWith(
            json(
                "'related':[{'thread':{'name':'pool-1','javaId':40,'osId':0,'virtual':true,"
                    + "'attached':false,'creator':null},'identity':null,'role':'holds the lock',"
                    + "'stack':['a.B.c(B.java:3)']}],'suppressed':'known'}"));
  }

  @Test
  void luid_with_the_highest_bit_is_written_unsigned() throws IOException {
    Identity identity =
        new Identity(
            "S-1-1-0", Identity.Source.THREAD, Identity.Level.DELEGATION, -1, 1L << 63, -1);

    assertThat(
            line(
                SampleFindings.bare()
                    .actual(new NamedIdentity(identity, NamedIdentity.UNKNOWN_ACCOUNT))
                    .build()))
        .contains(
            json(
                "'account':'unknown','source':'thread','level':'delegation',"
                    + "'tokenId':'0xffffffffffffffff','logonId':'0x8000000000000000',"
                    + "'windowsSession':-1"));
  }

  private static String line(Finding finding) throws IOException {
    return new String(Json.line(json -> FindingJson.write(json, finding)), StandardCharsets.UTF_8);
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }
}
