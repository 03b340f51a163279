package io.mapiaudit.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Chromium with one page, driven as a person would. */
final class Browser implements AutoCloseable {

  /** Milliseconds that a condition on the page may take to come about. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Service process;
  private final DevTools tools;

  private Browser(Service process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** Starts it; skips the test where there is no Chromium, and prints why. */
  static Browser start(Path folder) throws Exception {
    Path profile = Files.createDirectories(folder.resolve("profile"));
    List<String> command =
        DebianTool.assumed("chromium")
            .command(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank");
    Service process = Service.start(command, folder.resolve("chromium.log"));
    try {
      Path port = profile.resolve("DevToolsActivePort");
      process.await("Chromium is ready", () -> lines(port).size() == 2);
      List<String> address = lines(port);
      DevTools tools =
          new DevTools(URI.create("ws://127.0.0.1:" + address.get(0) + address.get(1)));
      for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
        tools.send(domain + ".enable", Map.of());
      }
      tools.send("Performance.enable", Map.of("timeDomain", "threadTicks"));
      return new Browser(process, tools);
    } catch (Exception | Error e) {
      process.close();
      throw e;
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Opens a page of a report; milliseconds until it could be used. */
  double open(Path page, int width, int height, String scheme) throws Exception {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    media("", scheme);
    int loaded = tools.events("Page.loadEventFired").size();
    tools.send("Page.navigate", Map.of("url", page.toUri().toString()));
    process.await("loaded", () -> tools.events("Page.loadEventFired").size() > loaded);
    await("document.documentElement.dataset.ready === 'true'");
    return script("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        .asDouble();
  }

  /** Milliseconds of CPU that the page's thread has had for its tasks since it was opened. */
  double busyMillis() throws Exception {
    for (JsonNode metric : tools.send("Performance.getMetrics", Map.of()).get("metrics")) {
      if (metric.get("name").asText().equals("TaskDuration")) {
        return metric.get("value").asDouble() * 1_000;
      }
    }
    throw new AssertionError("no TaskDuration");
  }

  /** Waits until what was done has been painted: where the focus goes next is known then, too. */
  void awaitFrame() throws Exception {
    script(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
            + " done(true))))");
  }

  void media(String media, String scheme) throws Exception {
    tools.send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The value of an expression on the page. */
  JsonNode script(String expression) throws Exception {
    JsonNode answer =
        tools.send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  String text(String selector) throws Exception {
    return script("document.querySelector(`" + selector + "`).innerText").asText();
  }

  int count(String selector) throws Exception {
    return script("document.querySelectorAll(`" + selector + "`).length").asInt();
  }

  /** Waits until an expression is true; a bounded time. */
  void await(String condition) throws Exception {
    boolean met =
        script(
                "new Promise(done => { const end = Date.now() + "
                    + PATIENCE_MILLIS
                    + "; (function look() { if ("
                    + condition
                    + ") done(true); else if (Date.now() > end) done(false);"
                    + " else setTimeout(look, 15); })(); })")
            .asBoolean();
    if (!met) {
      throw new AssertionError("never true: " + condition);
    }
  }

  /** Presses and releases the button of the mouse on the middle of an element. */
  void click(String selector) throws Exception {
    JsonNode at = middle(selector);
    for (String type : List.of("mousePressed", "mouseReleased")) {
      tools.send(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", at.get(0), "y", at.get(1), "button", "left", "clickCount", 1));
    }
  }

  /** Turns the wheel over an element; modifiers: 2 is Ctrl. */
  void wheel(String selector, int by, int modifiers) throws Exception {
    JsonNode at = middle(selector);
    tools.send(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            "mouseWheel",
            "x",
            at.get(0),
            "y",
            at.get(1),
            "deltaX",
            0,
            "deltaY",
            by,
            "modifiers",
            modifiers));
  }

  private JsonNode middle(String selector) throws Exception {
    return script(
        "(() => { const e = document.querySelector(`"
            + selector
            + "`); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
  }

  /** Types text where the focus is. */
  void type(String text) throws Exception {
    tools.send("Input.insertText", Map.of("text", text));
  }

  /** Presses a key where the focus is, as in {@code ArrowDown}, {@code Enter} or {@code +}. */
  void key(String key) throws Exception {
    Map<String, Integer> codes =
        Map.of(
            "Enter",
            13,
            "Tab",
            9,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);
    String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    tools.send(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            text.isEmpty() ? "rawKeyDown" : "keyDown",
            "key",
            key,
            "code",
            key,
            "windowsVirtualKeyCode",
            codes.getOrDefault(key, 0),
            "text",
            text));
    tools.send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  /** Keeps what is to be seen, for people. */
  void screenshot(Path file) throws Exception {
    script("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    JsonNode shot = tools.send("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  /** The page on paper. */
  byte[] pdf() throws Exception {
    JsonNode pdf = tools.send("Page.printToPDF", Map.of("printBackground", true));
    return Base64.getDecoder().decode(pdf.get("data").asText());
  }

  /** What assistive technology gets to know: role and name of everything on the page. */
  List<String> accessible() throws Exception {
    List<String> nodes = new ArrayList<>();
    for (JsonNode node : tools.send("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
      if (!node.path("ignored").asBoolean()) {
        nodes.add(node.at("/role/value").asText() + ": " + node.at("/name/value").asText());
      }
    }
    return nodes;
  }

  /** What was loaded so far, but for the pages themselves. */
  List<String> requests() {
    return tools.events("Network.requestWillBeSent").stream()
        .filter(event -> !event.path("type").asText().equals("Document"))
        .map(event -> event.at("/request/url").asText())
        .toList();
  }

  /** What pages complained of so far. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (String kind :
        List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
      tools.events(kind).forEach(event -> complaints.add(event.toString()));
    }
    return complaints;
  }

  @Override
  public void close() {
    tools.close();
    process.close();
  }
}
