package chain

// Seconds that the deployment or the rules fix.
const (
	day             = 86_400
	year            = 31_536_000
	votingPeriod    = 7 * day
	effectiveDelay  = day
	lockupPeriod    = 14 * day
	premiumInterval = 3_600
	// distributionInterval is the least time between two releases of MIR.
	distributionInterval = 60
	// trackWindow is how much history a market's price needs before anyone relies on it.
	trackWindow = 600
)

// pollDeposit is what proposing a poll takes, in millionths of a MIR.
const pollDeposit = 1_000_000_000
