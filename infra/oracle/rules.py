"""What the shop decided, and the rules of docs/loyalty.md as SQL over the tables of points.py.

Days are those of the shop's zone, as text, so that they sort as time does; amounts are pence.
"""

# programme/loyalty.yaml: points per pound in thousandths, and from how much a tier is had.
RATES = {"": 1000, "christmas": 2000, "service": 0}
TIERS = [("member", 0), ("silver", 100_000), ("gold", 500_000)]

# programme/rewards.yaml: price, the order that the coupon asks for, how long it is good, whether it
# stands beside others, how many there are, and for whom.
REWARDS = {
    "five-off": (500, 2000, 90, 0, None, None),
    "sample-box": (50, 0, 30, 1, 200, None),
    "early-lanterns": (150, 1000, 60, 0, None, "gold"),
}

TABLES = """
CREATE TABLE rate (category TEXT PRIMARY KEY, thousandths INTEGER);
CREATE TABLE reward (
  id TEXT PRIMARY KEY, price INTEGER, minimum INTEGER, days INTEGER, stacks INTEGER,
  stock INTEGER, tier TEXT);

CREATE TABLE purchase (
  customer TEXT, id TEXT, day TEXT,
  activation TEXT,            -- "points pend until the return window closes"
  expiry TEXT,                -- "to the end of the month, validMonths after the purchase's"
  first_spend INTEGER, earned INTEGER,
  spend INTEGER, points INTEGER, gone INTEGER,   -- of what is left
  clawed_back INTEGER DEFAULT 0,
  PRIMARY KEY (customer, id)) WITHOUT ROWID;
CREATE INDEX purchase_by_day ON purchase (customer, day);
CREATE TABLE line (
  customer TEXT, purchase TEXT, n INTEGER, sku TEXT, category TEXT, price INTEGER,
  quantity INTEGER, remains INTEGER,
  credit INTEGER DEFAULT 0,   -- money that went back while the goods were kept
  PRIMARY KEY (customer, purchase, n)) WITHOUT ROWID;
CREATE TABLE lot (
  id INTEGER PRIMARY KEY, customer TEXT, activation TEXT, expiry TEXT, points INTEGER,
  UNIQUE (customer, activation, expiry));
CREATE TABLE debt (customer TEXT PRIMARY KEY, points INTEGER);
CREATE TABLE coupon (
  redemption TEXT PRIMARY KEY, customer TEXT, reward TEXT, expires TEXT,
  used_on TEXT, cancelled INTEGER DEFAULT 0);
CREATE TABLE taken (        -- by redemptions, from which lots, what expires first first
  redemption TEXT, lot INTEGER, points INTEGER, before INTEGER);

-- What was paid for what is left of a line: its part of the price, rounded down, less money back.
CREATE VIEW rest AS
  SELECT line.*, thousandths,
    max(0, quantity * price * remains / quantity - credit) AS paid
  FROM line JOIN rate USING (category);
-- "Paid times rate is summed exactly over the lines and rounded down once for the purchase."
CREATE VIEW worth AS
  SELECT customer, purchase, sum(paid) AS spend, sum(paid * thousandths) / 100000 AS points,
    max(remains) = 0 AND sum(paid) = 0 AS gone
  FROM rest GROUP BY customer, purchase;
"""

# "Points are taken from the purchase's own lot first, even if that has expired, then from what
# expires first". Lots of one month that pend no more are one.
CLAW_BACK = """
  SELECT id, points, sum(points) OVER (ORDER BY NOT own, expiry, activation, id) - points AS before
  FROM (
    SELECT *, expiry = :expiry AND (
        activation = :activation OR max(activation, :activation) <= :today) AS own
    FROM lot WHERE customer = :customer AND points > 0)
  WHERE own OR expiry >= :today"""

# "POST /redemptions spends what expires first", of what pends no more.
SPEND = """
  SELECT id, points, sum(points) OVER (ORDER BY expiry, activation, id) - points AS before
  FROM lot
  WHERE customer = :customer AND points > 0 AND activation <= :today AND expiry >= :today"""

# A tier is had on a day when the 365 days that end with it hold enough, and 30 days longer.
TIER = """
  WITH RECURSIVE ended(ago) AS (SELECT 0 UNION ALL SELECT ago + 1 FROM ended WHERE ago < 30)
  SELECT max((
    SELECT coalesce(sum(spend), 0) FROM purchase
    WHERE customer = :customer AND day <= date(:today, -ago || ' days')
      AND day > date(:today, -(ago + 365) || ' days')))
  FROM ended"""

# What stands on a day; lots that expired are nobody's.
STANDING = """
  SELECT coalesce(sum(points) FILTER (WHERE activation <= :today), 0) AS balance,
    coalesce(sum(points) FILTER (WHERE activation > :today), 0) AS pending,
    coalesce((SELECT points FROM debt WHERE customer = :customer), 0) AS debt
  FROM lot WHERE customer = :customer AND expiry >= :today"""

EXPIRIES = """
  SELECT expiry, sum(points) FROM lot
  WHERE customer = :customer AND expiry >= :today AND points > 0 GROUP BY expiry ORDER BY expiry"""

# What a coupon is refused for, in the order of docs/loyalty.md; null when it is good.
USE = """
  SELECT CASE
    WHEN cancelled THEN 'cancelled'
    WHEN expires < :today THEN 'expired'
    WHEN used_on IS NOT NULL THEN 'used'
    WHEN :goods < minimum THEN 'minimum-order'
    -- "an order carries several coupons only if every one of them says stacks"
    WHEN EXISTS (
      SELECT 1 FROM coupon AS other JOIN reward AS its ON its.id = other.reward
      WHERE other.customer = coupon.customer AND other.used_on = :purchase
        AND NOT (its.stacks AND reward.stacks)) THEN 'not-stackable'
    END
  FROM coupon JOIN reward ON reward.id = coupon.reward WHERE redemption = :redemption"""
