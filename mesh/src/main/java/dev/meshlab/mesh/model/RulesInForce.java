package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.security.AuthorizationPolicies;
import dev.meshlab.mesh.model.security.Injections;
import dev.meshlab.mesh.model.security.PeerAuthentications;
import java.util.List;

/** The rules of a mesh, each kind ready to be asked which of them apply. */
record RulesInForce(
    DestinationRules destinationRules,
    VirtualServices virtualServices,
    List<EnvoyFilter> envoyFilters,
    PeerAuthentications peerAuthentications,
    AuthorizationPolicies authorizationPolicies,
    Injections injections) {}
