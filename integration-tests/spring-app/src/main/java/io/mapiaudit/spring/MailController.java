package io.mapiaudit.spring;

import io.mapiaudit.demo.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Uses MAPI when asked to, on the thread of the request. */
@RestController
public class MailController {

  private static final Logger LOGGER = LoggerFactory.getLogger(MailController.class);

  /** Plays a scenario of the demo over JNA. */
  @GetMapping("/play/{scenario}")
  public String play(@PathVariable("scenario") String scenario) {
    LOGGER.info("playing {}", scenario);
    Main.main(new String[] {scenario, "--bridge", "jna"});
    return "played " + scenario + "\n";
  }
}
