// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.sources.polling.ChangeFingerprint;
import dev.bellwether.sources.polling.PollOptions;
import dev.bellwether.sources.polling.PollingSource;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;

/** A {@link PollingSource} of Bavest's quotes, as configured. */
public final class BavestQuoteSource {

    private BavestQuoteSource() {}

    /**
     * @param bavest options of the group {@code Bavest}
     * @param http options of the group {@code Http}
     * @param polling options of the group {@code BavestQuotes}
     * @param stores who reads the API key if it is in a store
     */
    public static PollingSource<Ingested> from(
            ReadableConfig bavest,
            ReadableConfig http,
            ReadableConfig polling,
            SecretStores stores) {
        return PollOptions.configure(
                        polling,
                        PollingSource.<Ingested>builder()
                                .name("bavest quotes")
                                .fetchers(BavestQuotes.from(bavest, http, stores))
                                .items(polling.get(BavestQuoteOptions.SYMBOLS))
                                .typeInformation(TypeInformation.of(Ingested.class)),
                        new QuoteChange())
                .build();
    }

    /** A quote is news if its time, its price or its volume is; a dead letter always is. */
    static final class QuoteChange implements ChangeFingerprint<Ingested> {

        private static final long serialVersionUID = 1L;

        @Override
        public String item(Ingested ingested) {
            return ingested.quote == null ? null : ingested.quote.symbol;
        }

        @Override
        public long fingerprint(Ingested ingested) {
            Quote quote = ingested.quote;
            if (quote == null) {
                // Asked for all the same; without an item it is compared with nothing.
                return 0;
            }
            long hash = quote.eventTimeMillis;
            hash = mix(hash ^ Double.doubleToLongBits(quote.price));
            return mix(hash ^ Double.doubleToLongBits(quote.dayVolume));
        }

        /** Finalizer of SplitMix64: every input bit reaches every output bit. */
        private static long mix(long value) {
            long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }
}
