# Golden values of fixture.csv from R: pROC (area, DeLong variance), glm (calibration), isoreg, chisq.test, and the delta method with D's symbolic derivatives. Run: Rscript make_fixture_golden.R > fixture_r.csv
suppressMessages(library(pROC))
d <- read.csv("fixture.csv", na.strings = character(0), colClasses = c(group = "character"))
d$group[d$group == ""] <- "Unknown"
cat(sprintf("# R %s, pROC %s, %s\n", getRversion(), packageVersion("pROC"), Sys.Date()))
put <- function(group, what, x) cat(sprintf("%s,%s,%.17g\n", group, what, x))
tight <- glm.control(epsilon = 1e-15, maxit = 200)
score <- expression(1 - b / (p * (1 - p)))
one <- function(name, g) {
  b <- (g$score - g$outcome)^2; at <- list(b = mean(b), p = mean(g$outcome)); gradient <- c(eval(D(score, "b"), at), eval(D(score, "p"), at))
  put(name, "scaled_brier", eval(score, at)); put(name, "scaled_brier_se", sqrt(as.numeric(gradient %*% var(cbind(b, g$outcome)) %*% gradient) / nrow(g)))
  r <- roc(g$outcome, g$score, levels = c(0, 1), direction = "<", quiet = TRUE)
  put(name, "auroc", as.numeric(auc(r))); put(name, "auroc_variance", var(r, method = "delong"))
  lp <- qlogis(pmin(pmax(g$score, 1e-10), 1 - 1e-10))
  a <- glm(g$outcome ~ offset(lp), family = binomial, control = tight); b <- glm(g$outcome ~ lp, family = binomial, control = tight)
  put(name, "intercept", coef(a)[1]); put(name, "intercept_se", sqrt(vcov(a)[1, 1])); put(name, "slope", coef(b)[2]); put(name, "slope_se", sqrt(vcov(b)[2, 2]))
}
one("All", d)
for (v in c("A", "B", "C", "Unknown")) one(v, d[d$group == v, ])
q <- chisq.test(table(d$current, d$group), correct = FALSE)
put("All", "mix_chi2", q$statistic); put("All", "mix_p", q$p.value)
f <- chisq.test(c(sum(d$group == "A" & d$current == 1), sum(d$group == "B" & d$current == 1), sum(d$group == "C" & d$current == 1), sum(d$group == "Unknown" & d$current == 1)), p = c(.5, .3, .1, .1))
put("All", "fit_chi2", f$statistic); put("All", "fit_p", f$p.value)
z <- aggregate(outcome ~ score, d[d$current == 0, ], function(v) c(mean(v), length(v)))
# isoreg has no weights: rows of one score enter as their mean, each repeated, which is the weighted fit.
iso <- isoreg(rep(z$score, z$outcome[, 2]), rep(z$outcome[, 1], z$outcome[, 2]))
for (s in c(.05, .1, .2, .31)) put("All", sprintf("isotonic_%g", s), approx(iso$x, iso$yf, s, rule = 2, ties = "ordered")$y)
