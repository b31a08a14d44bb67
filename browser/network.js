// What draws networks too large for vis-network: sigma and graphology, for the page's own script.
import Graph from "graphology";
import Sigma from "sigma";
import { extremityArrow, layerFill, layerPlain, layerDashed, pathLine, sdfCircle } from "sigma/rendering";

globalThis.sigma = { Graph, Sigma, extremityArrow, layerDashed, layerFill, layerPlain, pathLine, sdfCircle };
