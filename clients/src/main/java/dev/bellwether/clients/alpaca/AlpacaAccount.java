// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

/**
 * What an account has. Money is in {@link #currency()}; what the broker does not state is {@code
 * NaN} or {@code null}.
 */
public final class AlpacaAccount {

    private final String status;
    private final String currency;
    private final double equity;
    private final double cash;
    private final double buyingPower;
    private final boolean tradingBlocked;

    AlpacaAccount(
            String status,
            String currency,
            double equity,
            double cash,
            double buyingPower,
            boolean tradingBlocked) {
        this.status = status;
        this.currency = currency;
        this.equity = equity;
        this.cash = cash;
        this.buyingPower = buyingPower;
        this.tradingBlocked = tradingBlocked;
    }

    /** As Alpaca names it: {@code ACTIVE}, {@code ONBOARDING} and so on. */
    public String status() {
        return status;
    }

    public String currency() {
        return currency;
    }

    /** Cash and the value of all positions. */
    public double equity() {
        return equity;
    }

    public double cash() {
        return cash;
    }

    public double buyingPower() {
        return buyingPower;
    }

    /** Whether the account may not trade, for whatever reason. */
    public boolean isTradingBlocked() {
        return tradingBlocked;
    }
}
