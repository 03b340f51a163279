package io.mapiaudit.cli;

import io.mapiaudit.rules.RuleCatalogue;
import io.mapiaudit.rules.RuleInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules of the engine's catalogue with their pages. */
final class CatalogueBook implements RuleBook {

  @Override
  public List<Entry> rules() {
    return RuleCatalogue.all().stream()
        .map(rule -> entry(rule.info()))
        .collect(Collectors.toList());
  }

  private static Entry entry(RuleInfo info) {
    return new Entry(info.id(), info.severity().label(), info.title());
  }

  @Override
  public Optional<String> page(String id) {
    return RuleCatalogue.ids().contains(id)
        ? Optional.of(RuleCatalogue.page(id))
        : Optional.empty();
  }
}
