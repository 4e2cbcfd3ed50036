// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.sinks.redis.quotes.QuoteKeys;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What {@link RedisWriteOperator} has to become: an operator cannot choose its own chaining any
 * more, only its factory can. And the sink is made where it is used, not sent: one of its methods
 * names a type that Flink 2 removed, and Java looks at all of them before it serializes an object.
 */
public final class Flink2RedisOperatorFactory extends AbstractStreamOperatorFactory<DeadLetter>
        implements OneInputStreamOperatorFactory<AnalyzedQuote, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final Configuration redis;

    public Flink2RedisOperatorFactory(Configuration redis) {
        this.redis = redis;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <O extends StreamOperator<DeadLetter>> O createStreamOperator(
            StreamOperatorParameters<DeadLetter> parameters) {
        return (O) new Operator(parameters, redis);
    }

    @Override
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classes) {
        return Operator.class;
    }

    private static final class Operator extends AbstractStreamOperator<DeadLetter>
            implements OneInputStreamOperator<AnalyzedQuote, DeadLetter> {

        private final Configuration redis;
        private BatchWriter<AnalyzedQuote> writer;

        Operator(StreamOperatorParameters<DeadLetter> parameters, Configuration redis) {
            super(parameters);
            this.redis = redis;
        }

        @Override
        public void open() throws Exception {
            super.open();
            RedisSink<AnalyzedQuote> sink =
                    RedisSink.<AnalyzedQuote>from(redis)
                            .mapper(QuoteKeys.all(redis.get(RedisOptions.KEY_PREFIX)))
                            .build();
            writer =
                    sink.newWriter(
                            getMetricGroup(),
                            rejected -> output.collect(new StreamRecord<>(rejected.toDeadLetter(0))));
        }

        @Override
        public void processElement(StreamRecord<AnalyzedQuote> element) throws Exception {
            writer.write(element.getValue());
            writer.flush();
        }

        @Override
        public void close() throws Exception {
            if (writer != null) {
                writer.close();
            }
            super.close();
        }
    }
}
