package dev.perennial.domain.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.UnitEconomics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shop with one campaign, c, and what its customers came to. */
final class MeasuredShop {
  static final LocalDate START = LocalDate.parse("2011-03-01");

  final List<Mistake> mistakes = new ArrayList<>();
  final Programme programme;
  final Campaign campaign;
  final List<Customer> customers = new ArrayList<>();

  /**
   * @param file what the campaign's file says beside its trigger, as JSON fields
   */
  MeasuredShop(String file, int control, UnitEconomics economics) {
    var example = Example.rules().programme();
    var shop = example.shop();
    var set = new CampaignReader().read(new Reader(json(file), "", mistakes), example);
    programme =
        new Programme(
                "1",
                new Shop(
                    shop.name(),
                    null,
                    shop.zone(),
                    shop.currency(),
                    false,
                    new Pace(0, null, List.of()),
                    control,
                    economics,
                    true),
                example.loyalty(),
                example.sections())
            .with(CampaignSet.SECTION, set);
    campaign = set.all().getFirst();
  }

  MeasuredShop(String file) {
    this(file, 0, UnitEconomics.UNKNOWN);
  }

  private static JsonNode json(String file) {
    var one =
        "{\"trigger\": {\"event\": {\"detail-type\": [\"Purchase Recorded\"]}}, \"steps\":"
            + " [{\"email\": \"one\", \"expires\": \"1 day\"}], "
            + file
            + "}";
    try {
      return new JsonMapper().readTree("{\"campaigns\": {\"c\": " + one + "}}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String mark() {
    return Assignments.mark(campaign, programme.shop());
  }

  /** An assignment of a day, before which some was spent. */
  Assignment assigned(LocalDate day, String arm, long before) {
    var closes = day.plusDays(campaign.test().window()).atStartOfDay(Example.LONDON).toInstant();
    return new Assignment(mark(), day, closes, arm, before, 0, 0);
  }

  /** A customer who was assigned, bought on days, and was given coupons that take off 5 pounds. */
  void add(Assignment assigned, ActiveDays days, String... coupons) {
    var id = "c" + customers.size();
    var log = MailLog.NONE.assigned("c", assigned, Example.noon("2011-03-01"));
    for (var each : coupons) {
      log = log.giving("c", each, Example.noon("2011-03-01"));
    }
    customers.add(new Customer(id, Example.account(id, days, null), null, log));
  }

  /** One who spent an amount on the day after, or nothing. */
  void add(LocalDate day, String arm, long before, long spent) {
    var days = spent == 0 ? ActiveDays.NONE : ActiveDays.NONE.plus(day.plusDays(1), 1, spent, 0);
    add(assigned(day, arm, before), days);
  }

  Results census(LocalDate today, @Nullable Results before) {
    var census = new Census(programme, today);
    customers.forEach(each -> census.add(each, _ -> 500));
    return census.results("c", before);
  }
}
