// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.config.Precision;
import com.amazon.randomcutforest.state.ExecutionContext;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.amazon.randomcutforest.state.Version;
import com.amazon.randomcutforest.state.sampler.CompactSamplerState;
import com.amazon.randomcutforest.state.store.NodeStoreState;
import com.amazon.randomcutforest.state.store.PointStoreState;
import com.amazon.randomcutforest.state.tree.CompactRandomCutTreeState;
import com.amazon.randomcutforest.util.ArrayPacking;
import dev.bellwether.operators.packed.PackedBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A forest in bytes of our own: what the library's mapper tells of it, without what is the same for
 * every forest here. With its trees and seeds, so that it goes on as if it had never been away; the
 * library would otherwise grow other trees from the samples, with other scores.
 *
 * <pre>
 * v trees   v sample   v dimensions   v output after   v updates   8 time decay
 * points:    v capacity   v room   v indexes I   v first free   v updates
 *            I times v references;  for each that has any: v location;  first free · dimensions times 4
 * per tree:  8 seed of the sample   8 accept fraction   v of newest decay   v of newest   v size S
 *            S times (4 weight, v index of the point)
 *            8 seed of the cuts   4 root   v nodes N
 *            N times (v 4 · dimension + 2 · left is a node + right is a node, 4 cut)
 * </pre>
 *
 * <p>Nodes are in breadth-first order, so that two bits say where their children are. A tree of at
 * most one distinct point has no nodes.
 */
final class ForestBytes {

    private ForestBytes() {}

    /** Of what a forest takes at most. */
    static int most(RandomCutForest forest) {
        int points = forest.getNumberOfTrees() * forest.getSampleSize() + 1;
        return 128
                + points * (4 * forest.getDimensions() + 10 + 18)
                + 64 * forest.getNumberOfTrees();
    }

    static void put(RandomCutForest forest, PackedBytes out) {
        RandomCutForestMapper mapper = mapper();
        RandomCutForestState state = mapper.toState(forest);
        out.putVar(state.getNumberOfTrees());
        out.putVar(state.getSampleSize());
        out.putVar(state.getDimensions());
        out.putVar(state.getOutputAfter());
        out.putVar(state.getTotalUpdates());
        out.putDouble(state.getTimeDecay());
        put(state.getPointStoreState(), out);
        for (int i = 0; i < state.getNumberOfTrees(); i++) {
            put(state.getCompactSamplerStates().get(i), out);
            put(state.getCompactRandomCutTreeStates().get(i), out);
        }
    }

    static RandomCutForest get(PackedBytes in) {
        RandomCutForestState state = new RandomCutForestState();
        state.setVersion(Version.V4_0);
        state.setPrecision(Precision.FLOAT_32.name());
        state.setCompact(true);
        state.setShingleSize(1);
        state.setBoundingBoxCacheFraction(1);
        state.setPartialTreeState(true);
        state.setSaveTreeStateEnabled(true);
        state.setSaveSamplerStateEnabled(true);
        state.setSaveCoordinatorStateEnabled(true);
        state.setCurrentlySampling(true);
        state.setExecutionContext(new ExecutionContext());
        state.setNumberOfTrees((int) in.getVar());
        state.setSampleSize((int) in.getVar());
        state.setDimensions((int) in.getVar());
        state.setOutputAfter((int) in.getVar());
        state.setTotalUpdates(in.getVar());
        state.setTimeDecay(in.getDouble());
        state.setPointStoreState(points(state.getDimensions(), in));
        List<CompactSamplerState> samples = new ArrayList<>();
        List<CompactRandomCutTreeState> trees = new ArrayList<>();
        for (int i = 0; i < state.getNumberOfTrees(); i++) {
            samples.add(sample(state, in));
            trees.add(tree(state, in));
        }
        state.setCompactSamplerStates(samples);
        state.setCompactRandomCutTreeStates(trees);
        return mapper().toModel(state);
    }

    private static RandomCutForestMapper mapper() {
        RandomCutForestMapper mapper = new RandomCutForestMapper();
        mapper.setSaveTreeStateEnabled(true);
        mapper.setPartialTreeStateEnabled(true);
        mapper.setCompressionEnabled(false);
        return mapper;
    }

    private static void put(PointStoreState points, PackedBytes out) {
        int[] references = points.getRefCount().clone();
        // What is beyond 255 is kept apart by the library.
        int[] more = points.getDuplicateRefs();
        for (int i = 0; more != null && i < more.length; i += 2) {
            references[more[i]] += more[i + 1];
        }
        out.putVar(points.getCapacity());
        out.putVar(points.getCurrentStoreCapacity());
        out.putVar(points.getIndexCapacity());
        out.putVar(points.getStartOfFreeSegment());
        out.putVar(points.getLastTimeStamp());
        for (int count : references) {
            out.putVar(count);
        }
        for (int location : points.getLocationList()) {
            out.putVar(location);
        }
        for (float value : ArrayPacking.unpackFloats(points.getPointData())) {
            out.putInt(Float.floatToRawIntBits(value));
        }
    }

    private static PointStoreState points(int dimensions, PackedBytes in) {
        PointStoreState points = new PointStoreState();
        points.setVersion(Version.V3_0);
        points.setPrecision(Precision.FLOAT_32.name());
        points.setDimensions(dimensions);
        points.setShingleSize(1);
        points.setDynamicResizingEnabled(true);
        points.setCapacity((int) in.getVar());
        points.setCurrentStoreCapacity((int) in.getVar());
        points.setIndexCapacity((int) in.getVar());
        points.setStartOfFreeSegment((int) in.getVar());
        points.setLastTimeStamp(in.getVar());
        int[] references = new int[points.getIndexCapacity()];
        int referenced = 0;
        for (int i = 0; i < references.length; i++) {
            references[i] = (int) in.getVar();
            referenced += references[i] > 0 ? 1 : 0;
        }
        int[] locations = new int[referenced];
        for (int i = 0; i < referenced; i++) {
            locations[i] = (int) in.getVar();
        }
        points.setRefCount(references);
        points.setLocationList(locations);
        points.setPointData(ArrayPacking.pack(floats(points.getStartOfFreeSegment(), in)));
        return points;
    }

    private static void put(CompactSamplerState sample, PackedBytes out) {
        out.putLong(sample.getRandomSeed());
        out.putDouble(sample.getInitialAcceptFraction());
        out.putVar(sample.getSequenceIndexOfMostRecentTimeDecayUpdate());
        out.putSignedVar(sample.getMaxSequenceIndex());
        out.putVar(sample.getSize());
        for (int i = 0; i < sample.getSize(); i++) {
            out.putInt(Float.floatToRawIntBits(sample.getWeight()[i]));
            out.putVar(sample.getPointIndex()[i]);
        }
    }

    private static CompactSamplerState sample(RandomCutForestState forest, PackedBytes in) {
        CompactSamplerState sample = new CompactSamplerState();
        sample.setVersion(Version.V2_0);
        sample.setCapacity(forest.getSampleSize());
        sample.setTimeDecay(forest.getTimeDecay());
        sample.setRandomSeed(in.getLong());
        sample.setInitialAcceptFraction(in.getDouble());
        sample.setSequenceIndexOfMostRecentTimeDecayUpdate(in.getVar());
        sample.setMaxSequenceIndex(in.getSignedVar());
        int size = (int) in.getVar();
        float[] weights = new float[size];
        int[] indexes = new int[size];
        for (int i = 0; i < size; i++) {
            weights[i] = Float.intBitsToFloat(in.getInt());
            indexes[i] = (int) in.getVar();
        }
        sample.setSize(size);
        sample.setWeight(weights);
        sample.setPointIndex(indexes);
        return sample;
    }

    private static void put(CompactRandomCutTreeState tree, PackedBytes out) {
        NodeStoreState nodes = tree.getNodeStoreState();
        out.putLong(tree.getSeed());
        out.putInt(tree.getRoot());
        int size = nodes.isCanonicalAndNotALeaf() ? nodes.getSize() : 0;
        out.putVar(size);
        if (size == 0) {
            return;
        }
        boolean packed = nodes.isCompressed();
        int[] dimensions = ArrayPacking.unpackInts(nodes.getCutDimension(), size, packed);
        int[] left = ArrayPacking.unpackInts(nodes.getLeftIndex(), size, packed);
        int[] right = ArrayPacking.unpackInts(nodes.getRightIndex(), size, packed);
        float[] cuts = ArrayPacking.unpackFloats(nodes.getCutValueData(), size);
        for (int i = 0; i < size; i++) {
            out.putVar(4L * dimensions[i] + 2L * left[i] + right[i]);
            out.putInt(Float.floatToRawIntBits(cuts[i]));
        }
    }

    private static CompactRandomCutTreeState tree(RandomCutForestState forest, PackedBytes in) {
        CompactRandomCutTreeState tree = new CompactRandomCutTreeState();
        tree.setVersion(Version.V3_0);
        tree.setMaxSize(forest.getSampleSize());
        tree.setOutputAfter(1);
        tree.setBoundingBoxCacheFraction(1);
        tree.setPartialTreeState(true);
        tree.setDimensions(forest.getDimensions());
        tree.setSeed(in.getLong());
        tree.setRoot(in.getInt());
        int size = (int) in.getVar();
        NodeStoreState nodes = new NodeStoreState();
        nodes.setVersion(Version.V3_0);
        nodes.setPrecision(Precision.FLOAT_32.name());
        nodes.setPartialTreeStateEnabled(true);
        nodes.setCapacity(forest.getSampleSize() - 1);
        nodes.setSize(size);
        if (size > 0) {
            nodes.setCanonicalAndNotALeaf(true);
            int[] dimensions = new int[size];
            int[] left = new int[size];
            int[] right = new int[size];
            float[] cuts = new float[size];
            for (int i = 0; i < size; i++) {
                long node = in.getVar();
                dimensions[i] = (int) (node >>> 2);
                left[i] = (int) (node >>> 1) & 1;
                right[i] = (int) node & 1;
                cuts[i] = Float.intBitsToFloat(in.getInt());
            }
            nodes.setCutDimension(dimensions);
            nodes.setLeftIndex(left);
            nodes.setRightIndex(right);
            nodes.setCutValueData(ArrayPacking.pack(cuts));
        }
        tree.setNodeStoreState(nodes);
        return tree;
    }

    private static float[] floats(int count, PackedBytes in) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(in.getInt());
        }
        return values;
    }
}
