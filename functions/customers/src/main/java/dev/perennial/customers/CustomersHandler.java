package dev.perennial.customers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.customers.Comeback;
import dev.perennial.domain.customers.ProfilePatch;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.merges.Merging;
import dev.perennial.domain.surveys.Surveys;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Backoff;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;
import java.util.ArrayList;

/**
 * {@code PUT, PATCH, GET, DELETE /customers/{customerId}}, {@code GET} of its {@code /history} and
 * {@code /decisions}, and {@code POST} of its {@code /merge}.
 */
@Primes({
  "customers-put",
  "customers-patch",
  "customers-get",
  "customers-history",
  "customers-decisions"
})
public final class CustomersHandler implements HttpHandler {
  private static final String HISTORY = "GET /customers/{customerId}/history";
  private static final String DECISIONS = "GET /customers/{customerId}/decisions";

  /** Of a former id nothing comes any more: all its lines are of before. */
  private static final long ALL = Long.MAX_VALUE;

  /** Calls of the history's {@code forget} in one of ours. */
  private static final int MAX_FORGETTING = 12;

  private static final Problem STILL_FORGETTING =
      new Problem(
          503,
          "busy",
          "the customer is erased, and not all activities are deleted yet; repeat the same call",
          null);

  private static final Problem CAMPAIGN_UNKNOWN =
      new Problem(
          404,
          "campaign-unknown",
          "the programme in force has no such campaign, and the customer was in none",
          "query/campaign");

  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;
  private final AddressKeys keys;

  /** On Lambda. */
  public CustomersHandler() {
    this(LambdaCloud.primed(CustomersHandler.class));
  }

  /** In a cloud. */
  public CustomersHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    keys = new StackAddressKeys(new StackLinks(stores.programme()));
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
  }

  @Override
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) throws BadInput {
    var customerId = Http.pathId(request, "customerId");
    return switch (Http.method(request)) {
      case "PUT" -> put(customerId, ProfileParser.whole(Http.json(request)));
      case "PATCH" -> change(customerId, ProfileParser.part(Http.patch(request)));
      case "DELETE" -> erase(customerId);
      case "POST" -> merge(customerId, from(Http.json(request)));
      default ->
          switch (request.getRouteKey()) {
            case HISTORY -> history(customerId, HistoryPage.of(request));
            case DECISIONS -> decisions(customerId, DecisionsPage.of(request));
            default -> get(customerId);
          };
    };
  }

  private APIGatewayV2HTTPResponse change(String customerId, ProfilePatch patch) {
    return change(
        customerId,
        (customer, at) ->
            // a part of a profile follows the person; the whole of one is of that id alone
            patch.replaces() && !customer.erased() && !customer.customerId().equals(customerId)
                ? new Outcome.Merged(customer.customerId())
                : Profiles.change(customer, patch, at.rules(), at.now()));
  }

  /** A whole profile brings back who was erased, once nothing is left that had to be forgotten. */
  private APIGatewayV2HTTPResponse put(String customerId, ProfilePatch whole) {
    var answer = change(customerId, whole);
    if (answer.getStatusCode() != 410) {
      return answer;
    }
    return isForgotten(customerId)
        ? change(
            customerId,
            (customer, at) ->
                // whoever was merged comes back under the id that stayed, and under no former one
                customer.customerId().equals(customerId)
                    ? Comeback.put(customer, whole, at.rules(), at.now())
                    : new Outcome.CustomerErased())
        : Http.problem(STILL_FORGETTING);
  }

  private APIGatewayV2HTTPResponse erase(String customerId) {
    var answer =
        change(customerId, (customer, at) -> Profiles.erase(customer, at.rules(), at.now()));
    // also when it was erased before: a call that got no further is repeated
    var isErased = answer.getStatusCode() == 204 || answer.getStatusCode() == 410;
    return !isErased || isForgotten(customerId) ? answer : Http.problem(STILL_FORGETTING);
  }

  /** Forgets what must not outlive an erasure; of who came back meanwhile that was done before. */
  private boolean isForgotten(String customerId) {
    var person = stores.customers().person(customerId);
    if (!person.erased()) {
      return true;
    }
    var ids = new ArrayList<>(person.allFormerIds());
    ids.add(person.customerId());
    // nothing comes under a former id any more, whatever the version
    ids.forEach(id -> forgetWords(id, id.equals(person.customerId()) ? person.version() : ALL));
    return ids.stream()
        .allMatch(
            id -> forgetActivities(id, id.equals(person.customerId()) ? person.version() : ALL));
  }

  /**
   * Lines of answers stay, since each made a version of the account; none comes after it is erased.
   */
  private void forgetWords(String id, long version) {
    stores.history().startingWith(id, LineId.ANSWERS).stream()
        .filter(line -> line.seq() <= version)
        .filter(Surveys::hasWords)
        .map(Surveys::withoutWords)
        .forEach(line -> stores.history().replace(line, line.expires()));
  }

  /** Some thousands of them, within the time that a call has. */
  private boolean forgetActivities(String id, long version) {
    var all =
        Backoff.REAL.until(
            before ->
                stores.history().forget(id, LineId.ACTIVITIES, version)
                    ? Boolean.TRUE
                    : before + 1 < MAX_FORGETTING ? null : Boolean.FALSE);
    return Boolean.TRUE.equals(all);
  }

  private static String from(JsonNode json) throws BadInput {
    var fields = Fields.of(json, "");
    var from = fields.id("from");
    fields.nothingElse();
    return from;
  }

  private APIGatewayV2HTTPResponse merge(String customerId, String from) {
    if (from.equals(customerId)) {
      return Http.problem(MergeAnswer.WITH_ITSELF);
    }
    return switch (transactor.run(new MergeCustomers(stores, customerId, from, keys))) {
      case Transactor.Outcome.Answered<Merging.Outcome>(var outcome) ->
          MergeAnswer.of(stores.customers().person(customerId), from, outcome);
      case Transactor.Outcome.Busy<Merging.Outcome> _ -> Http.problem(Problem.busy());
    };
  }

  private APIGatewayV2HTTPResponse change(String customerId, ChangeProfile.How how) {
    return switch (transactor.run(new ChangeProfile(customerId, how, keys))) {
      case Transactor.Outcome.Answered<Outcome>(var outcome) -> answer(customerId, outcome);
      case Transactor.Outcome.Busy<Outcome> _ -> Http.problem(Problem.busy());
    };
  }

  private APIGatewayV2HTTPResponse answer(String customerId, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Changed changed -> written(customerId, changed);
      case Outcome.Unchanged _ -> get(customerId);
      case Outcome.CustomerErased _ -> Http.problem(Problem.erased());
      case Outcome.Merged(var into) -> Http.problem(MergeAnswer.merged(into));
      case Outcome.SaidBefore(var said, var erased) ->
          Http.problem(
              Problem.erased(
                  "\"at\" is %s, and the customer was erased at %s: only what is so since then"
                          .formatted(said, erased)
                      + " brings the customer back"));
      case Outcome.Unknown _ -> Http.problem(Problem.customerUnknown());
      case Outcome.Refused(var path, var what) -> Http.problem(Problem.invalid(path, what));
    };
  }

  private APIGatewayV2HTTPResponse written(String customerId, Outcome.Changed changed) {
    var account = changed.change().account();
    if (account != null && account.erased()) {
      return Http.empty(204);
    }
    var answer = get(customerId);
    answer.setStatusCode(changed.created() ? 201 : 200);
    return answer;
  }

  private APIGatewayV2HTTPResponse get(String customerId) {
    var customer = stores.customers().person(customerId);
    var account = customer.account();
    if (account == null || account.erased()) {
      return absent(customer);
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", customer.customerId());
    if (!customer.formerIds().isEmpty()) {
      var former = body.putArray("formerIds");
      customer.formerIds().forEach(former::add);
    }
    if (customer.profile() != null) {
      ProfileWriter.put(body, customer.profile());
    }
    body.put("tier", account.tier());
    var segments = body.putArray("segments");
    account.segments().forEach(segments::add);
    return Http.json(200, body);
  }

  private APIGatewayV2HTTPResponse history(String customerId, HistoryPage page) {
    var customer = stores.customers().person(customerId);
    var account = customer.account();
    if (account == null || account.erased()) {
      return absent(customer);
    }
    // lines stay under the id that they were written for, also of one who was merged
    var own =
        customerId.equals(customer.customerId())
            ? account
            : stores.customers().read(customerId).account();
    return Http.json(200, page.json(customerId, customer, own, stores.history()));
  }

  private APIGatewayV2HTTPResponse decisions(String customerId, DecisionsPage page) {
    var customer = stores.customers().personWithMailLog(customerId);
    var account = customer.account();
    if (account == null || account.erased()) {
      return absent(customer);
    }
    var now = clock.instant();
    var body = page.json(customer, stores, rules.at(now), now);
    return body.path("campaigns").isEmpty() && page.campaign() != null
        ? Http.problem(CAMPAIGN_UNKNOWN)
        : Http.json(200, body);
  }

  private static APIGatewayV2HTTPResponse absent(Customer customer) {
    return customer.erased()
        ? Http.problem(Problem.erased())
        : Http.problem(Problem.customerUnknown());
  }
}
