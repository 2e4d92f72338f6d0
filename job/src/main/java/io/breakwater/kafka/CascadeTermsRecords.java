package io.breakwater.kafka;

import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.CascadeTerms.Group;
import io.breakwater.margin.terms.CascadeTerms.Member;
import io.breakwater.margin.terms.CascadeTerms.Scenario;
import io.breakwater.schemas.CascadeScenario;
import io.breakwater.schemas.FactorGroup;
import io.breakwater.schemas.GroupMember;
import io.breakwater.schemas.PolicyTerms;
import io.breakwater.value.RefusedException;
import java.util.TreeMap;

/** The part of policies' records that says what the systemic-cascade aggregates ask about. */
final class CascadeTermsRecords {
  private CascadeTermsRecords() {}

  /**
   * The terms that a record states.
   *
   * @throws RefusedException for what {@link CascadeTerms} and its parts refuse
   */
  static CascadeTerms toDomain(PolicyTerms record) {
    return new CascadeTerms(
        record.getShocksBps(),
        record.getGroups().stream().map(CascadeTermsRecords::group).toList(),
        new TreeMap<>(record.getBetas()),
        record.getScenarios().stream().map(CascadeTermsRecords::scenario).toList(),
        record.getDustValue(),
        record.getStopAtIncentive());
  }

  private static Group group(FactorGroup record) {
    return new Group(
        record.getId(),
        record.getMembers().stream()
            .map(member -> new Member(member.getFactor(), member.getBeta()))
            .toList());
  }

  private static Scenario scenario(CascadeScenario record) {
    return new Scenario(record.getId(), new TreeMap<>(record.getMoves()));
  }

  /** Writes terms into those of a policy. */
  static void write(CascadeTerms terms, PolicyTerms.Builder record) {
    record
        .setShocksBps(terms.shocksBps())
        .setGroups(terms.groups().stream().map(CascadeTermsRecords::toAvro).toList())
        .setBetas(terms.betas())
        .setScenarios(terms.scenarios().stream().map(CascadeTermsRecords::toAvro).toList())
        .setDustValue(terms.dustValue())
        .setStopAtIncentive(terms.stopAtIncentive());
  }

  private static FactorGroup toAvro(Group group) {
    return new FactorGroup(
        group.id(),
        group.members().stream()
            .map(member -> new GroupMember(member.factor(), member.beta()))
            .toList());
  }

  private static CascadeScenario toAvro(Scenario scenario) {
    return new CascadeScenario(scenario.id(), scenario.moves());
  }
}
