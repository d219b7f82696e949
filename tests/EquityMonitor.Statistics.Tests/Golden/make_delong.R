# DeLong variances by pROC of the same small sample, and of one with many ties. Run: Rscript make_delong.R
suppressMessages(library(pROC))
cat("R", as.character(getRversion()), "pROC", as.character(packageVersion("pROC")), "\n")
show <- function(y, s) { r <- roc(y, s, levels = c(0, 1), direction = "<", quiet = TRUE); cat(sprintf("%.17g %.17g\n", as.numeric(auc(r)), var(r, method = "delong"))) }
s <- c(.1, .4, .35, .8, .35, .7, 0, 1, .55, .4, .2, .9); y <- c(0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1)
show(y, s)
show(c(0, 0, 0, 0, 1, 1, 1), c(1, 2, 2, 3, 2, 3, 3))
a <- roc(y, s, levels = c(0, 1), direction = "<", quiet = TRUE)
b <- roc(c(0, 0, 0, 0, 1, 1, 1), c(1, 2, 2, 3, 2, 3, 3), levels = c(0, 1), direction = "<", quiet = TRUE)
test <- roc.test(a, b, method = "delong", paired = FALSE, alternative = "two.sided")
cat(sprintf("D %.17g\n", test$statistic))
