package io.mapiaudit.rules;

import io.mapiaudit.rules.catalogue.AsyncNotificationInProcessIdentity;
import io.mapiaudit.rules.catalogue.EndedAbruptlyWhileImpersonating;
import io.mapiaudit.rules.catalogue.IdentityNotPropagated;
import io.mapiaudit.rules.catalogue.ImpersonatedLogon;
import io.mapiaudit.rules.catalogue.ImpersonationLeftBehind;
import io.mapiaudit.rules.catalogue.ImpersonationLevelTooLow;
import io.mapiaudit.rules.catalogue.InitializePurgesProfiles;
import io.mapiaudit.rules.catalogue.KnownDefectiveMapi;
import io.mapiaudit.rules.catalogue.MultipleUserContexts;
import io.mapiaudit.rules.catalogue.NativeWorkerInProcessIdentity;
import io.mapiaudit.rules.catalogue.NotificationIdentityMismatch;
import io.mapiaudit.rules.catalogue.NotificationsNotDisabled;
import io.mapiaudit.rules.catalogue.ProfileDeletedInUse;
import io.mapiaudit.rules.catalogue.RegistrationLost;
import io.mapiaudit.rules.catalogue.ReleaseStalled;
import io.mapiaudit.rules.catalogue.SessionCrossesIdentities;
import io.mapiaudit.rules.catalogue.TransportOfProcessUser;
import io.mapiaudit.rules.catalogue.VirtualThreadImpersonation;
import io.mapiaudit.rules.catalogue.WindowsSessionSplit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All rules, in the order of the manual, and their pages. */
public final class RuleCatalogue {

  private static final int NEAR_IDS = 3;

  private static final List<Rule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              new AsyncNotificationInProcessIdentity(),
              new NotificationIdentityMismatch(),
              new SessionCrossesIdentities(),
              new MultipleUserContexts(),
              new ReleaseStalled(),
              new RegistrationLost(),
              new ImpersonatedLogon(),
              new NotificationsNotDisabled(),
              new InitializePurgesProfiles(),
              new ProfileDeletedInUse(),
              new WindowsSessionSplit(),
              new IdentityNotPropagated(),
              new ImpersonationLeftBehind(),
              new ImpersonationLevelTooLow(),
              new VirtualThreadImpersonation(),
              new NativeWorkerInProcessIdentity(),
              new EndedAbruptlyWhileImpersonating(),
              new KnownDefectiveMapi(),
              new TransportOfProcessUser()));

  private RuleCatalogue() {}

  /** Every rule; unmodifiable. */
  public static List<Rule> all() {
    return RULES;
  }

  /** Ids of all rules, in order. */
  public static List<String> ids() {
    return RULES.stream().map(rule -> rule.info().id()).collect(Collectors.toList());
  }

  /**
   * The rule of this id.
   *
   * @throws IllegalArgumentException naming the ids most like it when there is none
   */
  public static Rule byId(String id) {
    for (Rule rule : RULES) {
      if (rule.info().id().equals(id)) {
        return rule;
      }
    }
    List<String> near = new ArrayList<>(ids());
    near.sort(Comparator.comparingInt(known -> Spelling.distance(id, known)));
    throw new IllegalArgumentException(
        "unknown rule '"
            + id
            + "'; did you mean "
            + String.join(", ", near.subList(0, Math.min(NEAR_IDS, near.size())))
            + "?");
  }

  /**
   * The rule's page, Markdown.
   *
   * @throws IllegalArgumentException when there is no such rule
   * @throws IllegalStateException when the page is missing from the jar
   */
  public static String page(String id) {
    String resource = "/io/mapiaudit/docs/rules/" + byId(id).info().id() + ".md";
    try (InputStream in = RuleCatalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        page.write(buffer, 0, n);
      }
      return new String(page.toByteArray(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read resource " + resource, e);
    }
  }
}
