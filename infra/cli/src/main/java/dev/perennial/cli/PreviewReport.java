package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.programme.CampaignChange;
import dev.perennial.programme.FileChanges;
import dev.perennial.programme.Preview;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a new version of the programme changes, for people and for machines. */
final class PreviewReport {
  private PreviewReport() {}

  static void tell(Preview preview, PrintWriter out) {
    tell("added", preview.files().added(), out);
    tell("changed", preview.files().changed(), out);
    tell("removed", preview.files().removed(), out);
    for (var rule : preview.rules()) {
      out.printf("%s: %s -> %s%n", rule.path(), rule.from(), rule.to());
    }
    out.printf(
        "%,d of %,d customers change their tier%n", preview.tierChanges(), preview.customers());
    preview
        .tiers()
        .forEach((move, many) -> out.printf("tier %s -> %s: %,d%n", move.from(), move.to(), many));
    preview
        .segments()
        .forEach(
            (id, moves) ->
                out.printf(
                    "segment %s: %,d enter, %,d leave%n", id, moves.entered(), moves.left()));
    preview.campaigns().forEach((id, change) -> out.println(told(id, change, preview.customers())));
  }

  private static void tell(String how, List<String> files, PrintWriter out) {
    if (!files.isEmpty()) {
      out.println(how + ": " + String.join(", ", files));
    }
  }

  private static String told(String id, CampaignChange change, long customers) {
    var line =
        "campaign %s: for %,d of %,d customers, its next tick would take in %,d, %,d under way"
            .formatted(id, change.audience(), customers, change.reached(), change.underWay());
    return line
        + told(change.finishing(), "; they finish on the version of their entry (")
        + told(change.stranded(), "; they end where a step is gone (");
  }

  private static String told(SortedMap<String, Long> counts, String what) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(each -> "%s: %,d".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", ", what, ")"));
  }

  static void put(ObjectNode answer, Preview preview) {
    var node = answer.putObject("preview").put("customers", preview.customers());
    put(node.putObject("files"), preview.files());
    node.put("tierChanges", preview.tierChanges());
    var tiers = node.putArray("tiers");
    preview
        .tiers()
        .forEach(
            (move, many) ->
                tiers
                    .addObject()
                    .put("from", move.from())
                    .put("to", move.to())
                    .put("customers", many));
    var segments = node.putObject("segments");
    preview
        .segments()
        .forEach(
            (id, moves) ->
                segments.putObject(id).put("entered", moves.entered()).put("left", moves.left()));
    var campaigns = node.putObject("campaigns");
    preview.campaigns().forEach((id, change) -> put(campaigns.putObject(id), change));
    var rules = node.putArray("rules");
    for (var rule : preview.rules()) {
      rules.addObject().put("path", rule.path()).put("from", rule.from()).put("to", rule.to());
    }
  }

  private static void put(ObjectNode node, FileChanges files) {
    files.added().forEach(node.putArray("added")::add);
    files.changed().forEach(node.putArray("changed")::add);
    files.removed().forEach(node.putArray("removed")::add);
  }

  private static void put(ObjectNode node, CampaignChange change) {
    node.put("audience", change.audience())
        .put("reached", change.reached())
        .put("underWay", change.underWay());
    var stranded = node.putObject("stranded");
    change.stranded().forEach(stranded::put);
    var finishing = node.putObject("finishing");
    change.finishing().forEach(finishing::put);
  }
}
