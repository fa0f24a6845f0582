# Dateline as a container: the dashboard on port 8501, the store and the gazetteer under /data.
#
#     docker build -t dateline .
#     docker run --rm -p 8501:8501 -v dateline-data:/data dateline

FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DATELINE_CACHE=/opt/dateline/cache \
    DATELINE_DB=/data/dateline.duckdb \
    HOME=/data

WORKDIR /opt/dateline
COPY requirements.txt ./
RUN pip install --no-cache-dir --requirement requirements.txt

COPY . .
RUN pip install --no-cache-dir --no-deps . \
    && python -m geo build \
    && useradd --system --uid 10001 --home-dir /data dateline \
    && mkdir -p /data && chown -R dateline /data /opt/dateline/cache

USER dateline
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "scripts/healthy.py"]

CMD ["streamlit", "run", "app.py", "--server.port=8501", "--server.address=0.0.0.0", "--server.headless=true"]
