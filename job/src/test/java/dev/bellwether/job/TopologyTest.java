// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.Uids;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the job graph of the whole application. */
class TopologyTest {

    @TempDir Path directory;

    private StreamGraph graph;

    @BeforeEach
    void defineTheApplication() throws IOException {
        Files.createDirectory(directory.resolve("recorded"));
        ApplicationConfiguration configuration = Configurations.everything(directory).build();
        StreamExecutionEnvironment environment =
                Environments.create(configuration.group(Groups.LOCAL));
        new Application(configuration).define(environment);
        graph = environment.getStreamGraph();
    }

    @Test
    void shouldGiveEveryOperatorAUidOfItsOwnAndAName() throws IllegalAccessException {
        Set<String> known = new HashSet<>();
        for (Field field : Uids.class.getFields()) {
            known.add((String) field.get(null));
        }
        List<String> seen = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            // Flink derives the uid of a sink's committer from the sink's.
            String uid = node.getTransformationUID().replace("Sink Committer: ", "");
            assertThat(known)
                    .as("uid of %s", node.getOperatorName())
                    .anyMatch(constant -> uid.equals(constant) || uid.startsWith(constant + "-"));
            assertThat(node.getOperatorName()).isNotBlank();
            seen.add(node.getTransformationUID());
        }
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(8);
    }

    @Test
    void shouldUseEveryUid() throws IllegalAccessException {
        Set<String> used = new HashSet<>();
        graph.getStreamNodes().forEach(node -> used.add(node.getTransformationUID()));
        for (Field field : Uids.class.getFields()) {
            String constant = (String) field.get(null);
            assertThat(used)
                    .as(field.getName())
                    .anyMatch(uid -> uid.equals(constant) || uid.startsWith(constant + "-"));
        }
    }

    @Test
    void shouldNotFallBackToKryoAnywhere() {
        for (StreamNode node : graph.getStreamNodes()) {
            List<TypeSerializer<?>> serializers = new ArrayList<>();
            for (TypeSerializer<?> in : node.getTypeSerializersIn()) {
                serializers.add(in);
            }
            serializers.add(node.getTypeSerializerOut());
            serializers.add(node.getStateKeySerializer());
            assertThat(serializers)
                    .as(node.getOperatorName())
                    .noneMatch(serializer -> serializer instanceof KryoSerializer);
        }
    }

    @Test
    void shouldFixTheMaximumParallelism() {
        for (JobVertex vertex : graph.getJobGraph().getVertices()) {
            assertThat(vertex.getMaxParallelism())
                    .as(vertex.getName())
                    .isEqualTo(Environments.MAX_PARALLELISM);
        }
        assertThat(graph.getExecutionConfig().getMaxParallelism())
                .isEqualTo(Environments.MAX_PARALLELISM);
    }

    /**
     * With a reader less than the job has subtasks, Flink once dealt the quotes out in turn between
     * source and key: under back-pressure a symbol's quotes overtook each other and the older ones
     * ended as late.
     */
    @Test
    void shouldKeepTheQuotesOfASymbolInOrder() {
        assertThat(node(Uids.BAVEST_QUOTES).getParallelism())
                .isLessThan(node(Uids.QUOTES_SCREEN).getParallelism());

        for (String uid :
                List.of(
                        Uids.INGESTED_SPLIT + "-bavest",
                        Uids.QUOTES_VALIDATE + "-bavest",
                        Uids.QUOTES_WATERMARKS + "-bavest",
                        Uids.INGESTED_SPLIT + "-kinesis",
                        Uids.QUOTES_VALIDATE + "-kinesis",
                        Uids.QUOTES_LAG + "-kinesis",
                        Uids.ROLLING_STATISTICS,
                        Uids.SIGNAL,
                        Uids.ANALYZED_REDIS)) {
            assertThat(node(uid).getInEdges())
                    .as(uid)
                    .isNotEmpty()
                    .allMatch(edge -> edge.getPartitioner() instanceof ForwardPartitioner);
        }
        assertThat(node(Uids.QUOTES_SCREEN).getInEdges())
                .hasSize(3)
                .allMatch(edge -> edge.getPartitioner() instanceof KeyGroupStreamPartitioner);
    }

    private StreamNode node(String uid) {
        return graph.getStreamNodes().stream()
                .filter(node -> uid.equals(node.getTransformationUID()))
                .findFirst()
                .orElseThrow();
    }
}
