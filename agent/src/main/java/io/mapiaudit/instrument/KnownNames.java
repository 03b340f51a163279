package io.mapiaudit.instrument;

import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Kind;
import java.util.Map;

/** The names of the built-in catalogue, for looking at programs that are not running. */
public final class KnownNames {

  private final Map<String, CallShape> functions = CatalogueFile.builtIn().functions();
  private final AutomationFile automation = AutomationFile.builtIn();

  /** The kind of a native function, x86-decorated or not; null when it is no entry point. */
  public Kind function(String name) {
    CallShape shape = functions.get(name);
    if (shape == null && name.indexOf('@') > 0) {
      shape = functions.get(EntryPointCatalogue.undecorated(name));
    }
    return shape == null ? null : shape.entryPoint().kind();
  }

  /** The class of automation objects with a ProgID or CLSID, null when it is not known. */
  public String automationClass(String id) {
    return automation.classOf(id);
  }
}
