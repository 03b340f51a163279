package io.mapiaudit.output.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import java.io.IOException;

/** Writes an identity as findings and {@code run.json} show it. */
final class IdentityJson {

  private IdentityJson() {}

  static void writeField(JsonGenerator json, String name, NamedIdentity named) throws IOException {
    json.writeFieldName(name);
    if (named == null) {
      json.writeNull();
      return;
    }
    Identity identity = named.identity();
    json.writeStartObject();
    json.writeStringField("sid", Json.wellFormed(identity.sid()));
    json.writeStringField("account", Json.wellFormed(named.account()));
    json.writeStringField("source", identity.source().label());
    json.writeStringField("level", identity.level().label());
    json.writeStringField("tokenId", hex(identity.tokenId()));
    json.writeStringField("logonId", hex(identity.logonId()));
    json.writeNumberField("windowsSession", identity.windowsSession());
    json.writeEndObject();
  }

  /** As Windows tools write LUIDs; as text, for readers that keep numbers in doubles. */
  private static String hex(long luid) {
    return "0x" + Long.toHexString(luid);
  }
}
