package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeMemory;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.EntryPoint;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.Type;

/**
 * The built-in entry points ({@code entry-points.txt}, {@code automation.txt}) together with the
 * configured methods.
 */
public final class EntryPointCatalogue implements Catalogue {

  private final CatalogueFile builtIn;
  private final AutomationFile automation = AutomationFile.builtIn();
  private final List<ConfiguredMethod> configured;
  private final MethodNumbers numbers = new MethodNumbers();
  private final Map<String, CallShape> bound = new ConcurrentHashMap<>();

  private EntryPointCatalogue(CatalogueFile builtIn, List<ConfiguredMethod> configured) {
    this.builtIn = builtIn;
    automation.classes().keySet().forEach(builtIn::addUnknown);
    this.configured = Collections.unmodifiableList(new ArrayList<>(configured));
    // What an earlier attachment has wrapped for good carries its numbers still.
    ProbeMemory.numbers().forEach(this::adopt);
  }

  /** The built-in entry points and these methods of the application. */
  public static EntryPointCatalogue with(List<ConfiguredMethod> configured) {
    return new EntryPointCatalogue(CatalogueFile.builtIn(), configured);
  }

  /** The number that instrumentation of a method carries that means nothing yet. */
  int number(MethodKey method) {
    return numbers.numberOf(method);
  }

  /** Names of all built-in functions, without decoration. */
  Set<String> functionNames() {
    return Collections.unmodifiableSet(builtIn.functions().keySet());
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
    return numbers.shape(number);
  }

  @Override
  public boolean bind(Method method, String function) {
    if (method.getDeclaringClass().isInterface()) {
      return true; // Interface mapping: its calls are seen by Function.invoke.
    }
    MethodKey key =
        new MethodKey(
            method.getDeclaringClass().getName(),
            method.getName(),
            Type.getMethodDescriptor(method));
    CallShape shape = direct(function);
    ProbeMemory.bind(key.toString(), function);
    return numbers.bind(key, shape) || shape == null;
  }

  /** What a function means that is called by direct mapping; null when it is no entry point. */
  CallShape direct(String function) {
    CallShape shape = function == null ? null : function(function);
    return shape == null ? null : bound.computeIfAbsent(function, name -> direct(shape));
  }

  private static CallShape direct(CallShape shape) {
    EntryPoint plain = shape.entryPoint();
    return shape.withEntryPoint(
        new EntryPoint(
            plain.kind(),
            Bridge.JNA_DIRECT,
            plain.owner(),
            plain.name(),
            plain.creates(),
            plain.resultType()));
  }

  @Override
  public String automationClass(String id) {
    return automation.classOf(id);
  }

  @Override
  public CallShape automationMember(String className, String member) {
    AutomationClass type = automation.classes().get(className);
    return type == null ? null : type.member(member);
  }

  /**
   * The number that instrumentation of a method carries.
   *
   * @param meant by which configured method
   */
  int number(MethodKey method, ConfiguredMethod meant) {
    int number = numbers.numberOf(method);
    numbers.mean(number, meant.shape());
    return number;
  }

  /** The number of a method that JNA has bound to the function of the same name. */
  int numberOfBound(MethodKey method) {
    int number = numbers.numberOf(method);
    ProbeMemory.bind(method.toString(), method.name());
    numbers.mean(number, direct(method.name()));
    return number;
  }

  private void adopt(String text, int number) {
    MethodKey method = MethodKey.of(text);
    numbers.mean(number, direct(ProbeMemory.function(text)));
    for (ConfiguredMethod meant : configured) {
      if (meant.className().equals(method.className()) && meant.means(method)) {
        numbers.mean(number, meant.shape());
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
