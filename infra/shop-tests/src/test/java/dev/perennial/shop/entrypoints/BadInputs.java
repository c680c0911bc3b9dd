package dev.perennial.shop.entrypoints;

import java.util.List;

/** Right bodies, and the ways in which each is wrong when one value of it is. */
final class BadInputs {
  static final String RIGHT_PURCHASE =
      """
      {"purchaseId": "new", "customerId": "ada", "at": "2026-03-01T10:00:00+01:00",
       "currency": "GBP", "discount": "0.50", "shipping": "1.00", "tax": "2.00",
       "lines": [{"sku": "s1", "category": "mugs", "quantity": 2, "unitPrice": "2.50",
                  "discount": "1.00", "unitCost": "1.00"}]}
      """;
  static final String RIGHT_REFUND =
      """
      {"refundId": "r1", "purchaseId": "p1", "customerId": "ada", "at": "2026-03-02T09:00:00Z",
       "lines": [{"sku": "85123A", "quantity": 1, "unitPrice": "10.00"}]}
      """;
  static final String RIGHT_ACTIVITY =
      """
      {"activityId": "new", "customerId": "ada", "type": "review", "at": "2026-03-02T09:00:00Z",
       "properties": {"sku": "85123A", "size": "m", "stars": 4.5, "first": true}}
      """;
  static final String RIGHT_PROFILE =
      """
      {"email": "grace@example.com", "name": "Grace Hopper", "language": "en", "zone": "Europe/Paris",
       "country": "FR", "region": "Bretagne", "postcode": "29200", "birthday": "1980-02-29", "attributes": {"size": "m"},
       "consents": {"email": {"granted": true, "at": "2026-01-01T00:00:00Z", "source": "form",
                              "wording": "yes"}}}
      """;

  static final List<Mutation> PURCHASES =
      Mutation.table(
          """
          /purchaseId           | (missing)
          /purchaseId           | null
          /purchaseId           | 536365
          /purchaseId           | ""
          /purchaseId           | "(a x 129)"
          /purchaseId           | " a"
          /purchaseId           | "a "
          /purchaseId           | "a%2Fb"
          /purchaseId           | "a\\u200bb"
          /purchaseId           | ["new"]
          /customerId           | (missing)
          /customerId           | {"email": "ada@example.com"}
          /customerId           | "ada\\n"
          /at                   | (missing)
          /at                   | null
          /at                   | 1772442000
          /at                   | "2026-03-01"
          /at                   | "2026-03-01T10:00:00"
          /at                   | "2026-03-01 10:00:00Z"
          /at                   | "2026-03-01T10:00Z"
          /at                   | "2026-03-01T10:00:00.Z"
          /at                   | "2026-03-01T10:00:00+01"
          /at                   | "2026-03-01T10:00:00+01:00:30"
          /at                   | "2026-02-30T10:00:00Z"
          /at                   | "2026-03-01T25:00:00Z"
          /at                   | "2026-03-01T10:00:00+19:00"
          /at                   | "yesterday"
          /at                   | "2026-03-02T09:11:00Z"
          /at                   | "2036-03-01T10:00:00Z"
          /at                   | "+999999999-01-01T00:00:00Z"
          /at                   | "-999999999-01-01T00:00:00Z"
          /at                   | "2024-03-01T10:00:00Z"
          /at                   | "1899-03-01T10:00:00Z"
          /currency             | (missing)
          /currency             | null
          /currency             | 826
          /currency             | ""
          /currency             | "XYZ"
          /currency             | "pounds"
          /currency             | "CHF"
          /currency             | "JPY" | /discount
          /brand                | null
          /brand                | ""
          /brand                | {}
          /couponCode           | 7
          /referralCode         | "grace@example.com"
          /discount             | "-0.01"
          /discount             | "7.01"
          /discount             | 0.5
          /discount             | "0.005"
          /discount             | "1e1"
          /shipping             | "1,00"
          /shipping             | "1.00 GBP"
          /shipping             | "+1.00"
          /shipping             | " 1.00"
          /shipping             | "٣"
          /shipping             | null
          /tax                  | "1000000000.01"
          /tax                  | "99999999999999999999"
          /tax                  | "NaN"
          /colour               | "red"
          /Lines                | []
          /a~1b                 | 1
          /lines                | (missing)
          /lines                | null
          /lines                | []
          /lines                | {}
          /lines                | "s1"
          /lines/0              | null
          /lines/0              | "s1"
          /lines/0              | []
          /lines/0/colour       | "red"
          /lines/0/sku          | (missing)
          /lines/0/sku          | ""
          /lines/0/sku          | 85123
          /lines/0/quantity     | (missing)
          /lines/0/quantity     | 0
          /lines/0/quantity     | 1.0000001
          /lines/0/quantity     | 0.0000001
          /lines/0/quantity     | 1000000.000001
          /lines/0/quantity     | 1e9
          /lines/0/quantity     | 1000001
          /lines/0/quantity     | 1000000000
          /lines/0/quantity     | 9223372036854775808
          /lines/0/quantity     | "2"
          /lines/0/quantity     | true
          /lines/0/quantity     | 1e999999999
          /lines/0/quantity     | 1e-999999999
          /lines/0/unitPrice    | (missing)
          /lines/0/unitPrice    | null
          /lines/0/unitPrice    | 2.5
          /lines/0/unitPrice    | "-2.50"
          /lines/0/unitPrice    | "2.5050001"
          /lines/0/unitPrice    | "1000000001"
          /lines/0/unitPrice    | "500000001" | /lines/0/quantity
          /lines/0/unitPrice    | ""
          /lines/0/discount     | "5.01"
          /lines/0/lineId       | ""
          /lines/0/lineId       | 7
          /lines/0/total        | "4.03"
          /lines/0/total        | 4
          /lines/0/tax          | "4.01"
          /lines/0/tax          | "-1"
          /rate                 | 0.86
          /rate                 | 0
          /rate                 | -1
          /rate                 | 1000001
          /rate                 | 1e-999999999
          /rate                 | "1e3"
          /rate                 | "1,2"
          /rate                 | null
          /taxIncluded          | "yes"
          /taxIncluded          | null
          /shippingDiscount     | "1.01"
          /shippingDiscount     | 1
          /lines/0/discount     | "-1"
          /lines/0/unitCost     | "1.001"
          /lines/0/unitCost     | false
          """);

  static final List<Mutation> REFUNDS =
      Mutation.table(
          """
          /refundId          | (missing)
          /purchaseId        | (missing)
          /purchaseId        | "a b "
          /customerId        | "Ada "
          /at                | "2026-03-02T08:00:00"
          /at                | "2026-03-02T09:11:00Z"
          /at                | "2026-03-02T08:49:00Z"
          /all               | true |\s
          /all               | "true"
          /all               | null
          /reason            | "too big for Ada"
          /lines             | (missing) |\s
          /lines             | []
          /lines             | null
          /lines/0/quantity  | 0
          /lines/0/quantity  | -1
          /lines/0/quantity  | 0.0000001
          /lines/0/quantity  | "0.5"
          /lines/0/unitPrice | "10.0000001"
          /lines/0/lineId    | ""
          /lines/0/amount    | "0.00"
          /lines/0/amount    | 5
          /amount            | "5.00" |\s
          /currency          | "XYZ"
          /currency          | "CHF"
          /shipping          | "-1"
          /tax               | 1
          /lines/0/unitPrice | 10
          /lines/0/sku       | " a b"
          /lines/0/note      | "x"
          """);

  static final List<Mutation> ACTIVITIES =
      Mutation.table(
          """
          /activityId        | (missing)
          /customerId        | (missing)
          /customerId        | "Ada "
          /type              | (missing)
          /type              | null
          /type              | 7
          /type              | "wrote a review"
          /type              | "(a x 65)"
          /at                | (missing)
          /at                | "2026-03-02"
          /at                | "2026-03-02T09:11:00Z"
          /at                | "2024-03-01T10:00:00Z"
          /comment           | "for my aunt Ada"
          /properties        | null
          /properties        | []
          /properties        | "for my aunt Ada"
          /properties/size   | null
          /properties/size   | {}
          /properties/size   | ["for my aunt Ada"]
          /properties/size   | ""
          /properties/size   | "   "
          /properties/size   | "for my\\naunt Ada"
          /properties/size   | "(a x 201)"
          /properties/stars  | 1000000000000001
          /properties/stars  | -1e16
          /properties/stars  | 1e-21
          /properties/a b    | 1 | /properties
          /properties/über   | 1 | /properties
          /properties/(a x 65) | 1 | /properties
          """);

  static final List<Mutation> PROFILES =
      Mutation.table(
          """
          /email                   | "grace"
          /email                   | "grace@"
          /email                   | "grace@example"
          /email                   | "@elsewhere.org"
          /email                   | "grace hopper@example.com"
          /email                   | "grace@example.com\\r\\nBcc: all@example.com"
          /email                   | "Grace <grace@example.com>"
          /email                   | "grace@example.com,ada@example.com"
          /email                   | "grace..hopper@example.com"
          /email                   | ["grace@example.com"]
          /email                   | "gräce@example.com"
          /email                   | "grace@ex ämple.com"
          /email                   | "grace@exämple"
          /email                   | "grace@ex\\u200dample.com"
          /email                   | "grace@example.com\\n"
          /givenName               | {"of": "Grace"}
          /familyName              | "(n x 201)"
          /at                      | "2026-03-01"
          /at                      | "2026-03-02T09:11:00Z"
          /at                      | 1772442000
          /name                    | "Grace\\r\\nBcc: all@example.com"
          /name                    | "Grace\\u0000"
          /name                    | 7
          /name                    | "(n x 201)"
          /language                | "english please"
          /language                | "e"
          /zone                    | "Mars/Olympus"
          /zone                    | "+01:00"
          /zone                    | "europe/paris"
          /country                 | "FRA"
          /country                 | "fr"
          /country                 | "XX"
          /region                  | "(n x 65)"
          /region                  | "Ba\\u0000yern"
          /postcode                | "10115!"
          /postcode                | "SW1A  1AA"
          /postcode                | "10-"
          /postcode                | 10115
          /postcode                | "12345678901234567"
          /birthday                | "2023-02-29"
          /birthday                | "29.02.1980"
          /birthday                | "1980-2-9"
          /birthday                | "0001-01-01"
          /birthday                | "2026-03-04"
          /birthday                | 19800229
          /birthday                | "--02-30"
          /birthday                | "--2-29"
          /birthday                | "02-29"
          /surname                 | "Hopper"
          /customerId              | "grace"
          /attributes              | "size"
          /attributes/size         | {"of": "shirt"}
          /attributes/size         | [42]
          /attributes/size         | [["m"]]
          /attributes/size         | ["m", "(a x 201)"]
          /attributes/size         | 1000000000000001
          /attributes/size         | 1e-21
          /attributes/size         | "(a x 201)"
          /attributes/a b          | "c" | /attributes
          /consents                | []
          /consents                | true
          /consents/sms            | {"granted": true} | /consents
          /consents/email          | true
          /consents/email          | null
          /consents/email          | {}  | /consents/email/granted
          /consents/email/granted  | "yes"
          /consents/email/granted  | (missing)
          /consents/email/granted  | null
          /consents/email/at       | (missing)
          /consents/email/at       | "2026-01-01"
          /consents/email/at       | "2026-03-02T09:11:00Z"
          /consents/email/at       | "9999-12-31T23:59:59-18:00"
          /consents/email/at       | "1900-01-01T00:00:00+18:00"
          /consents/email/source   | (missing)
          /consents/email/source   | ""
          /consents/email/source   | 7
          /consents/email/by       | "Grace"
          """);

  private BadInputs() {}
}
