-- The levels of accounts as a user of Flink SQL would ask for them. The tiers and multipliers are those of
-- the benchmark's book and of the default policy; every account has positions, so none is BAD_DEBT.
SELECT
  account,
  CASE
    WHEN equity < 0 THEN 'BANKRUPT'
    WHEN equity < 0.666666666666666667 * requirement THEN 'SEVERE'
    WHEN equity < requirement THEN 'LIQUIDATABLE'
    WHEN equity < 1.25 * requirement THEN 'WARNING'
    ELSE 'HEALTHY'
  END AS level
FROM (
  SELECT a.account, a.cash + m.profit AS equity, m.requirement
  FROM accounts AS a
  JOIN (
    SELECT
      account,
      SUM(profit) AS profit,
      SUM(GREATEST(
        0.005 * notional,
        0.01 * notional - 250,
        0.025 * notional - 4000,
        0.05 * notional - 29000)) AS requirement
    FROM (
      SELECT p.account, p.size * (q.price - p.entry) AS profit, ABS(p.size) * q.price AS notional
      FROM positions AS p
      JOIN prices AS q ON p.instrument = q.instrument)
    GROUP BY account) AS m
  ON a.account = m.account)
