/**
 * What every room shares: history lines and their postings, the account with its lots, the
 * customer, and the change that one transaction writes. It knows no room.
 */
@NullMarked
package dev.perennial.domain.ledger;

import org.jspecify.annotations.NullMarked;
