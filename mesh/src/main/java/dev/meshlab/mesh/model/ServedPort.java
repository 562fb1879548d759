package dev.meshlab.mesh.model;

/**
 * A port of a pod that some Service leads to. Where several Service ports lead to it, the first one
 * decides how the pod's proxy takes calls there (istio/istio, core/listener_inbound.go
 * getFilterChainsByServicePort).
 *
 * @param number the pod's own port
 * @param service the Service that decides
 * @param port its port that decides
 */
public record ServedPort(int number, Service service, ServicePort port) {}
