# The app in a small image: it runs without root and without a network, and keeps everything in three folders.
#   docker build --build-arg TORCH_INDEX=<an index of CPU builds of torch> -t findings .
# Without TORCH_INDEX torch brings GPU libraries of several gigabytes. docs/deploy.md says how to run it.
ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS libraries
ARG TORCH_INDEX=""
RUN python -m venv /venv
COPY requirements.lock /
# Everything by its checksum but torch, whose builds differ from machine to machine.
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /requirements.lock \
 && /venv/bin/pip install --no-cache-dir ${TORCH_INDEX:+--index-url "${TORCH_INDEX}"} torch==2.13.0 \
 && find /venv -name __pycache__ -prune -exec rm -rf {} +

FROM python:${PYTHON}-slim
RUN useradd --uid 10001 --create-home findings \
 && install -d -o findings -g findings /srv/findings/corpus /srv/findings/index /srv/findings/data
COPY --from=libraries /venv /venv
WORKDIR /app
COPY app.py embed.py requirements.txt ./
COPY .streamlit/config.toml .streamlit/
COPY findings findings
RUN python -m compileall -q findings
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 \
    TOKENIZERS_PARALLELISM=false \
    FINDINGS_CORPUS=/srv/findings/corpus \
    FINDINGS_INDEX=/srv/findings/index \
    FINDINGS_DATA=/srv/findings/data
USER findings
VOLUME ["/srv/findings/corpus", "/srv/findings/index", "/srv/findings/data"]
EXPOSE 8501
# Alive; whether it can answer is another question: python -m findings ready.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["sh", "-c", "python embed.py --if-stale && exec streamlit run app.py --server.address 0.0.0.0 --server.port 8501"]
