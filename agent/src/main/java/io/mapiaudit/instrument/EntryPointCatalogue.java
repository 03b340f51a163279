package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeMemory;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The built-in entry points ({@code entry-points.txt}) together with the configured methods. */
public final class EntryPointCatalogue implements Catalogue {

  private final CatalogueFile builtIn;
  private final List<ConfiguredMethod> configured;

  /** By the number of the method; classes are instrumented while calls come in already. */
  private final Map<Integer, CallShape> methods = new ConcurrentHashMap<>();

  private EntryPointCatalogue(CatalogueFile builtIn, List<ConfiguredMethod> configured) {
    this.builtIn = builtIn;
    this.configured = Collections.unmodifiableList(new ArrayList<>(configured));
    // What an earlier attachment has wrapped for good carries its numbers still.
    ProbeMemory.numbers().forEach(this::adopt);
  }

  /** The built-in entry points and these methods of the application. */
  public static EntryPointCatalogue with(List<ConfiguredMethod> configured) {
    return new EntryPointCatalogue(CatalogueFile.builtIn(), configured);
  }

  List<ConfiguredMethod> configured() {
    return configured;
  }

  @Override
  public CallShape function(String name) {
    Map<String, CallShape> functions = builtIn.functions();
    CallShape exact = functions.get(name);
    return exact != null || name.indexOf('@') < 0 ? exact : functions.get(undecorated(name));
  }

  @Override
  public CallShape comMethod(String interfaceName, int slot) {
    CallShape[] slots = builtIn.interfaces().get(interfaceName);
    return slots == null || slot < 0 || slot >= slots.length ? null : slots[slot];
  }

  @Override
  public int slots(String interfaceName) {
    CallShape[] slots = builtIn.interfaces().get(interfaceName);
    return slots == null ? 0 : slots.length;
  }

  @Override
  public String interfaceOf(byte[] iid) {
    return builtIn.interfaceOf(iid);
  }

  @Override
  public String interfaceOfType(int objectType) {
    return builtIn.interfaceOfType(objectType);
  }

  @Override
  public CallShape method(int number) {
    return methods.get(number);
  }

  /**
   * The number that instrumentation of a method carries.
   *
   * @param meant by which configured method
   */
  int number(MethodKey method, ConfiguredMethod meant) {
    int number = ProbeMemory.number(method.toString());
    methods.put(number, meant.shape());
    return number;
  }

  private void adopt(String text, int number) {
    MethodKey method = MethodKey.of(text);
    for (ConfiguredMethod meant : configured) {
      if (meant.className().equals(method.className()) && meant.means(method)) {
        methods.put(number, meant.shape());
      }
    }
  }

  /** {@code _name@8} and {@code name@8}, as 32-bit libraries export them, without decoration. */
  static String undecorated(String name) {
    int at = name.indexOf('@');
    String plain = at > 0 ? name.substring(0, at) : name;
    return plain.startsWith("_") ? plain.substring(1) : plain;
  }
}
