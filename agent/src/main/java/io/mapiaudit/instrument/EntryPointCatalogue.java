package io.mapiaudit.instrument;

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
  private final MethodNumbers numbers;
  private final Map<String, CallShape> bound = new ConcurrentHashMap<>();

  private EntryPointCatalogue(CatalogueFile builtIn, List<ConfiguredMethod> configured) {
    this.builtIn = builtIn;
    automation.classes().keySet().forEach(builtIn::addUnknown);
    this.configured = Collections.unmodifiableList(new ArrayList<>(configured));
    List<CallShape> shapes = new ArrayList<>();
    configured.forEach(method -> shapes.add(method.shape()));
    this.numbers = new MethodNumbers(shapes);
  }

  /** The built-in entry points and these methods of the application. */
  public static EntryPointCatalogue with(List<ConfiguredMethod> configured) {
    return new EntryPointCatalogue(CatalogueFile.builtIn(), configured);
  }

  /** The numbers by which instrumented methods are known here. */
  public MethodNumbers numbers() {
    return numbers;
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
    CallShape shape = function(function);
    boolean seen =
        numbers.bind(
            method.getDeclaringClass().getClassLoader(),
            method.getDeclaringClass().getName(),
            method.getName(),
            Type.getMethodDescriptor(method),
            shape == null ? null : bound.computeIfAbsent(function, name -> direct(shape)));
    return seen || shape == null;
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

  /** {@code _name@8} and {@code name@8}, as 32-bit libraries export them, without decoration. */
  static String undecorated(String name) {
    int at = name.indexOf('@');
    String plain = at > 0 ? name.substring(0, at) : name;
    return plain.startsWith("_") ? plain.substring(1) : plain;
  }
}
