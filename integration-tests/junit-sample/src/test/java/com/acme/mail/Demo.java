package com.acme.mail;

import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.scenario.Scenarios;
import io.mapiaudit.demo.scenario.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What the tests test. */
final class Demo {

  private Demo() {}

  static void play(String scenario) throws Exception {
    Stage stage = new Stage(Bridge.JNA, "", new PrintStream(new ByteArrayOutputStream()));
    Scenarios.named(scenario).get().run(stage);
  }
}
