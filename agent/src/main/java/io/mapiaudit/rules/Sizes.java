package io.mapiaudit.rules;

/** Numbers of things remembered about a run. */
final class Sizes {

  final int threads;
  final int objects;
  final int sinks;
  final int handOvers;
  final int stacks;
  final int findings;

  Sizes(int threads, int objects, int sinks, int handOvers, int stacks, int findings) {
    this.threads = threads;
    this.objects = objects;
    this.sinks = sinks;
    this.handOvers = handOvers;
    this.stacks = stacks;
    this.findings = findings;
  }
}
