// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.model.DeadLetter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link TableWriteOperator}s. */
final class TableWriteOperatorFactory<T> extends AbstractStreamOperatorFactory<DeadLetter>
        implements OneInputStreamOperatorFactory<T, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final Table table;
    private final ItemMapper<T> mapper;

    TableWriteOperatorFactory(Table table, ItemMapper<T> mapper) {
        this.table = table;
        this.mapper = mapper;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <O extends StreamOperator<DeadLetter>> O createStreamOperator(
            StreamOperatorParameters<DeadLetter> parameters) {
        return (O) new TableWriteOperator<>(parameters, table, mapper);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return TableWriteOperator.class;
    }
}
