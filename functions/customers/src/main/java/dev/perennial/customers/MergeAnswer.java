package dev.perennial.customers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.merges.Merging.Outcome;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Receipts;

/** What a client is told of a merge. */
final class MergeAnswer {
  /** That both ids are the same: a schema can't say that they must not be. */
  static final Problem WITH_ITSELF =
      refused("merge-with-itself", "must be another customer than the one who stays", "/from");

  private MergeAnswer() {}

  /**
   * The answer.
   *
   * @param person who stays, as last written
   * @param from the id that goes
   */
  static APIGatewayV2HTTPResponse of(Customer person, String from, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Merge merge -> told(201, person, from, merge.receipt());
      case Outcome.Again again -> told(200, person, from, again.receipt());
      case Outcome.CustomerErased _ -> Http.problem(Problem.erased());
      case Outcome.Unknown(var id) ->
          Http.problem(
              new Problem(
                  404,
                  "customer-unknown",
                  "there is no customer " + id,
                  id.equals(from) ? "/from" : "path/customerId"));
      case Outcome.TheOtherWay(var into) ->
          Http.problem(
              refused(
                  "merged-the-other-way",
                  "the one who is to stay was merged before, and both are " + into + " since",
                  "path/customerId"));
      case Outcome.Elsewhere(var into) ->
          Http.problem(
              refused("merged-elsewhere", from + " was merged into " + into + " before", "/from"));
      case Outcome.OrdersDiffer(var ids) ->
          Http.problem(
              refused(
                  "orders-differ",
                  "not the same is left of these orders, which both have: %s; %s's must go back first"
                      .formatted(String.join(", ", ids), from),
                  "/from"));
      case Outcome.TooMuch(var what) -> Http.problem(refused("merge-too-large", what, "/from"));
    };
  }

  /** That the customer whose whole profile is told is another now. */
  static Problem merged(String into) {
    return refused(
        "customer-merged",
        "the customer was merged into " + into + ", whose profile is the person's",
        "path/customerId");
  }

  private static Problem refused(String type, String detail, String path) {
    return new Problem(409, type, detail, path);
  }

  private static APIGatewayV2HTTPResponse told(
      int status, Customer person, String from, Receipt receipt) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", person.customerId());
    body.put("from", from);
    var former = body.putArray("formerIds");
    person.formerIds().forEach(former::add);
    return Http.json(status, Receipts.put(body, receipt));
  }
}
