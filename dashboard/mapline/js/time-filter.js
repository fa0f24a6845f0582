// Filters on the graphics card: an instance is drawn if its days overlap the window and its event passes the other
// clauses. Moving the window sets two numbers and sends no data.

const uniforms = {
  name: "dateline",
  vs: `uniform datelineUniforms { vec2 range; } dateline;`,
  fs: `uniform datelineUniforms { vec2 range; } dateline;`,
  uniformTypes: { range: "vec2<f32>" },
};

/** The extension class, made once deck.gl is there. Layers take `getStart`, `getEnd`, `getPass` and `range`. */
export const timeFilter = () => {
  class TimeFilter extends globalThis.deck.LayerExtension {
    static extensionName = "DatelineTimeFilter";

    getShaders() {
      return {
        modules: [uniforms],
        inject: {
          "vs:#decl": `
            in float starts;
            in float ends;
            in float passes;
          `,
          "vs:DECKGL_FILTER_SIZE": `
            if (passes < 0.5 || starts > dateline.range.y || ends < dateline.range.x) size = vec3(0.0);
          `,
        },
      };
    }

    initializeState() {
      this.getAttributeManager()?.addInstanced({
        starts: { size: 1, accessor: "getStart" },
        ends: { size: 1, accessor: "getEnd" },
        passes: { size: 1, accessor: "getPass" },
      });
    }

    draw({ shaderModuleProps }) {
      void shaderModuleProps;
      this.setShaderModuleProps({ dateline: { range: this.props.range } });
    }
  }
  TimeFilter.defaultProps = {
    getStart: { type: "accessor", value: 0 },
    getEnd: { type: "accessor", value: 0 },
    getPass: { type: "accessor", value: 1 },
    range: { type: "array", value: [-3e9, 3e9], compare: true },
  };
  return new TimeFilter();
};
