package io.mapiaudit.instrument;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Parses the format that {@code entry-points.txt} explains in its head. */
final class CatalogueFile {

  private static final WordLines LINES = new WordLines("entry-points.txt");

  private final Map<String, CallShape> functions = new HashMap<>();
  private final Map<String, CallShape[]> interfaces = new HashMap<>();
  private final Map<UUID, String> interfacesByIid = new HashMap<>();
  private final Map<Integer, String> interfacesByType = new HashMap<>();
  private String currentInterface = "";

  private CatalogueFile() {}

  static CatalogueFile builtIn() {
    CatalogueFile file = new CatalogueFile();
    LINES.readBuiltIn(file::add);
    return file;
  }

  /**
   * Parses a catalogue.
   *
   * @throws IllegalArgumentException naming the line and what is wrong with it
   */
  static CatalogueFile parse(Reader source) throws IOException {
    CatalogueFile file = new CatalogueFile();
    LINES.read(source, file::add);
    return file;
  }

  Map<String, CallShape> functions() {
    return functions;
  }

  Map<String, CallShape[]> interfaces() {
    return interfaces;
  }

  String interfaceOf(byte[] iid) {
    ByteBuffer bytes = ByteBuffer.wrap(iid).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        ((long) bytes.getInt(0) << 32)
            | ((bytes.getShort(4) & 0xFFFFL) << 16)
            | (bytes.getShort(6) & 0xFFFFL);
    return interfacesByIid.get(new UUID(high, bytes.order(ByteOrder.BIG_ENDIAN).getLong(8)));
  }

  String interfaceOfType(int objectType) {
    return interfacesByType.get(objectType);
  }

  /** Adds an interface of which only the methods of {@code IUnknown} are known by their slots. */
  void addUnknown(String name) {
    currentInterface = name;
    interfaces.put(name, inherit("IUnknown"));
  }

  private void add(String[] words) {
    if (words[0].equals("function")) {
      functions.put(words[1], shape("", words[1], Arrays.copyOfRange(words, 2, words.length)));
    } else if (words[0].equals("interface")) {
      openInterface(words);
    } else {
      addMethod(Integer.parseInt(words[0]), words);
    }
  }

  private void openInterface(String[] words) {
    currentInterface = words[1];
    CallShape[] slots = new CallShape[0];
    for (int i = 2; i < words.length; i++) {
      if (words[i].equals(":")) {
        slots = inherit(words[++i]);
      } else if (words[i].startsWith("iid=")) {
        interfacesByIid.put(iid(words[i].substring(4)), currentInterface);
      } else if (words[i].startsWith("type=")) {
        interfacesByType.put(Integer.parseInt(words[i].substring(5)), currentInterface);
      } else {
        throw new IllegalArgumentException("unknown word '" + words[i] + "'");
      }
    }
    interfaces.put(currentInterface, slots);
  }

  private static UUID iid(String text) {
    boolean mapi = text.indexOf('-') < 0;
    return UUID.fromString(mapi ? "0002" + text + "-0000-0000-C000-000000000046" : text);
  }

  private CallShape[] inherit(String parent) {
    CallShape[] slots = interfaces.get(parent);
    if (slots == null) {
      throw new IllegalArgumentException("unknown interface '" + parent + "'");
    }
    CallShape[] own = slots.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i] != null) {
        EntryPoint inherited = own[i].entryPoint();
        own[i] =
            own[i].withEntryPoint(
                new EntryPoint(
                    inherited.kind(),
                    inherited.bridge(),
                    currentInterface,
                    inherited.name(),
                    inherited.creates(),
                    inherited.resultType()));
      }
    }
    return own;
  }

  private void addMethod(int slot, String[] words) {
    CallShape[] slots = interfaces.get(currentInterface);
    if (slot >= slots.length) {
      slots = Arrays.copyOf(slots, slot + 1);
      interfaces.put(currentInterface, slots);
    }
    boolean ignored = words.length == 3 && words[2].equals("ignored");
    slots[slot] =
        ignored
            ? null
            : shape(currentInterface, words[1], Arrays.copyOfRange(words, 2, words.length));
  }

  private static CallShape shape(String owner, String name, String[] words) {
    Kind kind = words.length == 0 ? Kind.CALL : Kind.ofLabel(words[0]);
    ResultType result = ResultType.HRESULT;
    String creates = "";
    for (String word : words) {
      if (word.startsWith("result=")) {
        result = ResultType.valueOf(constant(value(word)));
      } else if (word.startsWith("created=") && word.indexOf(':') > 0) {
        creates = word.substring(word.indexOf(':') + 1);
      }
    }
    CallShape.Builder shape =
        new CallShape.Builder(new EntryPoint(kind, Bridge.JNA, owner, name, creates, result));
    if (!owner.isEmpty()) {
      shape.object(0);
    }
    for (int i = 1; i < words.length; i++) {
      addRole(shape, words[i]);
    }
    return shape.build();
  }

  private static void addRole(CallShape.Builder shape, String word) {
    String value = value(word);
    switch (word.substring(0, word.indexOf('='))) {
      case "object":
        shape.object(Integer.parseInt(value));
        break;
      case "argument":
        shape.argument(Integer.parseInt(value));
        break;
      case "context":
        shape.context(Integer.parseInt(value));
        break;
      case "text":
        shape.text(Integer.parseInt(value));
        break;
      case "callback":
        shape.callback(Integer.parseInt(value));
        break;
      case "created":
        int colon = value.indexOf(':');
        shape.created(Integer.parseInt(colon < 0 ? value : value.substring(0, colon)));
        break;
      case "detail":
        shape.detail(CallShape.Detail.valueOf(constant(value)));
        break;
      case "result":
        break;
      default:
        throw new IllegalArgumentException("unknown role '" + word + "'");
    }
  }

  private static String value(String word) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("'" + word + "' is not of the form role=value");
    }
    return word.substring(equals + 1);
  }

  private static String constant(String label) {
    return label.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
