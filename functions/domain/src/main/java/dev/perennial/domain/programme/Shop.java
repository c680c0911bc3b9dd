package dev.perennial.domain.programme;

import java.time.ZoneId;
import java.util.Currency;

/**
 * The shop itself.
 *
 * @param zone in which days, months and schedules begin
 * @param currency in which everything is counted
 * @param restDays days that must pass between two marketing mails to one customer
 */
public record Shop(String name, ZoneId zone, Currency currency, int restDays) {}
