package dev.perennial.domain.programme;

import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The shop itself.
 *
 * @param url where to buy, null when mails should not link to it
 * @param zone in which days, months and schedules begin
 * @param currency in which everything is counted
 * @param taxIncluded whether prices contain the tax, unless a purchase says otherwise
 * @param restDays days that must pass between two marketing mails to one customer
 * @param countClicks whether mails' links lead through a page that counts who follows them
 */
public record Shop(
    String name,
    @Nullable String url,
    ZoneId zone,
    Currency currency,
    boolean taxIncluded,
    int restDays,
    boolean countClicks) {}
