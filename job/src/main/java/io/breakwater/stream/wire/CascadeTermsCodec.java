package io.breakwater.stream.wire;

import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.CascadeTerms.Group;
import io.breakwater.margin.terms.CascadeTerms.Member;
import io.breakwater.margin.terms.CascadeTerms.Scenario;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A policy's terms for cascades, in the order of their components; maps in the order of keys. */
enum CascadeTermsCodec implements Codec<CascadeTerms> {
  INSTANCE;

  @Override
  public String id() {
    return "cascade-terms";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<CascadeTerms> type() {
    return CascadeTerms.class;
  }

  @Override
  public void write(CascadeTerms terms, DataOutputView out) throws IOException {
    Wire.writeList(terms.shocksBps(), Wire::writeInt, out);
    Wire.writeList(terms.groups(), CascadeTermsCodec::writeGroup, out);
    Wire.writeMap(terms.betas(), Wire::writeDecimal, out);
    Wire.writeList(terms.scenarios(), CascadeTermsCodec::writeScenario, out);
    Wire.writeDecimal(terms.dustValue(), out);
    out.writeBoolean(terms.stopAtIncentive());
  }

  @Override
  public CascadeTerms read(DataInputView in, int version) throws IOException {
    return new CascadeTerms(
        Wire.readList(Wire::readInt, in),
        Wire.readList(CascadeTermsCodec::readGroup, in),
        Wire.readMap(Wire::readDecimal, in),
        Wire.readList(CascadeTermsCodec::readScenario, in),
        Wire.readDecimal(in),
        in.readBoolean());
  }

  private static void writeGroup(Group group, DataOutputView out) throws IOException {
    Wire.writeText(group.id(), out);
    Wire.writeList(group.members(), CascadeTermsCodec::writeMember, out);
  }

  private static Group readGroup(DataInputView in) throws IOException {
    return new Group(Wire.readText(in), Wire.readList(CascadeTermsCodec::readMember, in));
  }

  private static void writeMember(Member member, DataOutputView out) throws IOException {
    Wire.writeText(member.factor(), out);
    Wire.writeDecimal(member.beta(), out);
  }

  private static Member readMember(DataInputView in) throws IOException {
    return new Member(Wire.readText(in), Wire.readDecimal(in));
  }

  private static void writeScenario(Scenario scenario, DataOutputView out) throws IOException {
    Wire.writeText(scenario.id(), out);
    Wire.writeMap(scenario.moves(), Wire::writeInt, out);
  }

  private static Scenario readScenario(DataInputView in) throws IOException {
    return new Scenario(Wire.readText(in), Wire.readMap(Wire::readInt, in));
  }
}
